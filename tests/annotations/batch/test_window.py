"""The articles under way."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotations.batch.outcome import Done, Outcome
from annotations.batch.window import Task, Window


@given(st.integers(0), st.integers(0, 20), st.integers(1, 5), st.booleans())
def test_each_article_has_one_outcome_and_records_keep_their_order(
    seed: int, number: int, width: int, ordered: bool
) -> None:
    draw = random.Random(seed)
    asked = 0

    def paths() -> Iterator[Path]:
        nonlocal asked
        for at in range(number):
            asked += 1
            yield Path(str(at))

    window = Window(paths(), width, ordered=ordered)
    under_way: list[Task] = []
    given_back: list[str] = []
    while True:
        while (task := window.take()) is not None:
            under_way.append(task)
        assert asked - len(given_back) <= width
        if not under_way:
            break
        task = under_way.pop(draw.randrange(len(under_way)))
        if draw.random() < 0.2:
            window.put_back(task)
        else:
            given_back += [o.path.name for o in window.settle(task, Outcome(task.path, Done.RECORDED))]
    wanted = [str(at) for at in range(number)]
    assert (given_back if ordered else sorted(given_back, key=int)) == wanted


def test_long_records_that_wait_hold_up_what_comes_after_them() -> None:
    window = Window(map(Path, "abcd"), 10, ordered=True)
    tasks = [window.take(), window.take()]
    assert all(tasks)
    late, early = tasks
    assert late is not None
    assert early is not None
    assert not list(window.settle(early, Outcome(early.path, Done.RECORDED, record="x" * (65 << 20))))
    assert window.take() is None
    assert len(list(window.settle(late, Outcome(late.path, Done.RECORDED)))) == 2
    assert window.take() is not None
