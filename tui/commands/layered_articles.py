"""Going through articles with the work of all their annotators: progress, troubles, a summary."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.counted import counted
from tui.commands.arguments import (
    add_encoding_argument,
    add_list_argument,
    add_paths_argument,
    annotator_or_nameless,
)
from tui.commands.output import FINE, FOUND_PROBLEMS, complain, complain_of

if TYPE_CHECKING:
    from annotations.comparison.reading import Layers


def add_layer_arguments(parser: ArgumentParser) -> None:
    """PATH…, `--by`, `--undecided` and `--encoding`."""
    add_paths_argument(parser)
    add_list_argument(
        parser,
        "--by",
        metavar="NAME",
        each=annotator_or_nameless,
        help="only the work of this annotator (default: all's; - is the file without a name)",
    )
    parser.add_argument(
        "--undecided", action="store_true", help="suggestions count too that nobody has decided on"
    )
    add_encoding_argument(parser)


class LayeredArticles:
    """The articles of `paths`, folders expanded, a sidecar standing for its article; read one by one.

    What goes wrong with one of them, or with a sidecar, is told on stderr and skipped; `code` is
    then 1. Without `by` they have everybody's work but gold files, of which only those in `also`.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        by: Collection[str],
        encoding: str | None,
        *,
        also: Collection[str] = (),
        debug: bool,
    ) -> None:
        from annotations.article_files import look_at
        from annotations.collection import expand
        from annotations.comparison.reading import annotators_of, workers_of
        from annotations.sidecar.paths import article_meant

        self.code = FINE
        self._debug = debug
        self._encoding = encoding
        self._seen: set[tuple[str, str]] = set()  # kinds and labels
        self._read = self._sidecars = self._skipped = 0
        articles: list[Path] = []
        for path in paths:
            try:
                articles += expand([article_meant(path)])
            except Exception as error:
                self._complain_of(error)
        self._files = list(look_at(dict.fromkeys(articles)).values())
        names = annotators_of(self._files)
        for name in by:
            if name not in names:
                there = f" (there is {', '.join(names)})" if names else ""
                complain(f"there is nothing by {name} here{there}")
                self.code = FOUND_PROBLEMS
        wanted = by or {*workers_of(self._files), *also}
        self.annotators = [name for name in names if name in wanted]
        left_out = [name for name in names if name not in self.annotators]
        self._by = self.annotators if by or left_out else None
        if left_out and not by:
            complain(f"left out: {', '.join(left_out)}, settled from the others' work (--by takes it in)")

    def __iter__(self) -> Iterator[Layers]:
        from rich.console import Console
        from rich.progress import Progress

        from annotations.comparison.reading import read_layers
        from annotations.sidecar.events import collection_paused

        talk = Console(stderr=True, markup=False)
        with (
            collection_paused(),  # for all of them: nothing that is read or counted has cycles
            Progress(console=talk, transient=True, disable=not talk.is_terminal) as progress,
        ):
            for files in progress.track(self._files, description="reading"):
                try:
                    layers = read_layers(files, self._by, self._encoding)
                except Exception as error:
                    self._complain_of(error)
                    continue
                for problem in layers.problems:
                    self._complain_of(problem)
                for layer in layers.layers:
                    if layer.text_changed:
                        complain(f"{layer.path}: the text changed since; {layer.lost} lost from it")
                    self._seen |= {(annotation.kind, annotation.label) for annotation in layer.annotations}
                self._read += 1
                self._sidecars += len(layers.layers)
                yield layers

    def _complain_of(self, error: Exception) -> None:
        complain_of(error, debug=self._debug)
        self.code = FOUND_PROBLEMS
        self._skipped += 1

    def tell_unknown(self, kinds: Iterable[str] = (), labels: Iterable[str] = ()) -> None:
        """Tell which of these kinds and labels nothing has that was read: they may be misspelt."""
        for what, asked, there in (
            ("kind", kinds, {kind for kind, _ in self._seen}),
            ("label", labels, {label for _, label in self._seen if label}),
        ):
            known = {name.casefold() for name in there}
            for name in asked:
                if there and name.casefold() not in known:
                    complain(f"nothing here is of {what} {name} (there is {', '.join(sorted(there))})")

    def summary(self) -> str:
        """What was read and what was not, in one line."""
        skipped = f", {self._skipped} skipped" if self._skipped else ""
        files = counted(self._sidecars, "annotation file")
        return f"read {self.counted} with {files}{skipped}"

    @property
    def counted(self) -> str:
        """How many articles were read."""
        return counted(self._read, "article")
