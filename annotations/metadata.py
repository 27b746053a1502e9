"""What is known of an article beside its text: where it was published, when, by whom.

It is kept in the section `article` of the annotation file, or stands above a Markdown article as
front matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from annotations.display import one_line

_MOST = 2000  # code points of a value


@dataclass(frozen=True, slots=True)
class Metadata:
    """`date` is as the page has it, ISO 8601 where that could be made out; `page` is the name of the
    saved page, which lies beside the article."""

    title: str = ""
    byline: str = ""
    date: str = ""
    site: str = ""
    url: str = ""
    page: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """From the keys of the section `article`; what is no text counts as absent."""
        found = {spec.name: values.get(spec.name) for spec in fields(cls)}
        return cls(**{name: value[:_MOST] for name, value in found.items() if isinstance(value, str)})

    def __bool__(self) -> bool:
        return any(self.values())

    def values(self) -> dict[str, str]:
        """What is known, by key."""
        found = {spec.name: getattr(self, spec.name) for spec in fields(self)}
        return {name: value for name, value in found.items() if value}

    def lines(self) -> Iterator[tuple[str, str]]:
        """Name and value of what is known, each one line that is safe to print."""
        for name, value in self.values().items():
            yield name, one_line(value)

    @property
    def link(self) -> str:
        """The address, where it is one that a browser may be sent to; else ""."""
        return self.url if self.url.startswith(("https://", "http://")) else ""


NOTHING_KNOWN = Metadata()
