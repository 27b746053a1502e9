"""The keys that annotation takes stay few: tasks of the benchmark, done once. All of them: `tests.long`."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks import slate_keys
from tests.benchmarks.effort import measure
from tests.benchmarks.effort_tasks import TASKS


async def test_tasks_are_done_right_with_no_more_keys_than_their_bars(tmp_path: Path) -> None:
    efforts = await measure(TASKS[1::3], tmp_path)
    assert [effort.name for effort in efforts if not effort.reached] == []
    assert all(effort.keys <= effort.slate for effort in efforts)


def test_slate_is_counted_by_its_cheapest_way() -> None:
    text = "Satu dua tiga empat lima.\nKata Ani, hujan turun lagi di Solo.\n"
    slate = slate_keys.Slate(text)
    assert slate.go(0, text.index("tiga")) == 2  # ; ;
    assert slate.go(0, text.index("lima")) == 1  # :
    assert slate.go(0, text.index("Kata")) == 2  # o J
    assert slate.go(0, text.index("Solo")) == 2  # o :
    assert slate_keys.times(12) == 3
