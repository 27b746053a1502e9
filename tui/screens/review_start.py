"""Putting a review on the screen: what of, over which articles, and where one left off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.article_files import look_at
from annotations.collection import expand
from annotations.comparison.reading import NAMELESS, Layers, read_layers, workers_of
from annotations.display import one_line
from annotations.errors import ArtreaderError, InputError
from annotations.review.names import default_reviewer
from annotations.review.queue import Queue, build
from annotations.review.sitting import Sitting
from annotations.review.wanted import Wanted
from tui.background import in_thread
from tui.screens.dialogs import Choice, KeyChoice

if TYPE_CHECKING:
    from tui.app import ArtreaderApp
    from tui.screens.library import LibraryScreen

_MANY = 9  # annotators, each with a digit to choose by


def ask_what(screen: LibraryScreen, articles: Sequence[Path]) -> None:
    """Ask what of `articles` is to be reviewed, and begin with it."""
    if not articles:
        screen.app.say("Nothing is listed that could be reviewed.")
        return
    chosen = {"u": Wanted(undecided=True), "a": Wanted()}
    choices = [Choice("u", "all undecided", key="u"), Choice("a", "all not reviewed", key="a")]
    left = screen.app.left_review
    if left is not None:
        choices.insert(0, Choice("g", f"go on: {one_line(left.wanted.told)}", key="g"))
    names = workers_of(look_at(articles).values())
    for number, name in enumerate(names[:_MANY] if len(names) > 1 else [], 1):
        chosen[str(number)] = Wanted(by=(name,))
        told = "the file without a name" if name == NAMELESS else f"what {name} did"
        choices.append(Choice(str(number), told, key=str(number)))

    def answered(answer: str | None) -> None:
        if answer is not None:
            sitting = left if answer == "g" and left else Sitting(tuple(articles), chosen[answer])
            screen.run_worker(begin(screen.app, sitting), group="review", exit_on_error=False)

    listed = "the article" if len(articles) == 1 else f"{len(articles)} articles"
    screen.app.push_screen(KeyChoice(f"Review in {listed}", choices, choices[0].value), answered)


async def begin(app: ArtreaderApp, sitting: Sitting) -> bool:
    """Read the queue off the screen's thread and show it; whether there is anything in it."""
    below = app.screen
    queue = await in_thread(lambda: read_queue(sitting, app.encoding))
    if app.screen is not below:
        return False  # somebody has gone elsewhere meanwhile
    if not queue.waiting:
        app.say(f"Nothing to review: there is nothing that is {one_line(sitting.wanted.told)}.")
        return False
    start(app, queue, sitting)
    return True


def read_queue(sitting: Sitting, encoding: str | None = None) -> Queue:
    """The queue of a sitting, gone on with where one left off; touches no screen.

    What cannot be read is left out: whoever opens it is told.
    """
    return build(_readable(sitting, encoding), sitting.wanted, sitting.order, *sitting.recall())


def _readable(sitting: Sitting, encoding: str | None) -> Iterator[Layers]:
    try:
        articles = look_at(expand(sitting.paths)).values()
    except InputError:
        return
    whose = {*workers_of(articles), *sitting.wanted.by}
    for files in articles:
        try:
            yield read_layers(files, whose, encoding)
        except ArtreaderError:
            continue


def start(app: ArtreaderApp, queue: Queue, sitting: Sitting) -> None:
    """Show the review over the present screen."""
    from tui.screens.review import ReviewScreen  # which builds on the reading screen, which begins one

    while queue.waiting:
        try:
            screen = ReviewScreen.first(queue, sitting, app.reviewer or default_reviewer(), app.encoding)
        except ArtreaderError as error:
            app.say(str(error), "error")
            queue.drop_file(queue.current.key)
            continue
        app.push_screen(screen)
        return
