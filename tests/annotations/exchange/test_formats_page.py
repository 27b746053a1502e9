"""docs/formats.md says what the formats declare."""

from __future__ import annotations

from pathlib import Path

from annotations.exchange.carrying import Feature
from annotations.exchange.formats import FORMATS, markdown_table

PAGE = Path(__file__).parents[3] / "docs" / "formats.md"


def test_the_table_on_the_page_is_that_of_the_declarations() -> None:
    table = markdown_table()
    assert table in PAGE.read_text(encoding="utf-8")
    for format_ in FORMATS.values():
        assert f"`{format_.name}`, {format_.title} (" in table
        assert format_.how in table
    assert table.count("**no**") == sum(len(f.carries.missing) for f in FORMATS.values())
    assert all(f"| {feature.value} |" in table for feature in Feature)
