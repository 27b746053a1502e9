"""What the adjudication screen shows: the article, a case in its place, its versions, how far one is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from annotations.adjudication.adjudication import Adjudication
from annotations.adjudication.cases import Case
from annotations.adjudication.remarks import remarks
from annotations.adjudication.rules import Rule
from annotations.display import one_line
from annotations.model import Annotation, Span, Status
from tui import keymap
from tui.screens.adjudicate_pane import CasePane
from tui.screens.adjudicate_versions import Shown, VersionsPanel
from tui.screens.reader import ReaderScreen
from tui.widgets.lines import EndsLine, HintLine

if TYPE_CHECKING:
    from tui.commands.adjudicate_articles import Articles

_WIDE = 110  # columns from which the versions stand beside the article


class CaseView(ReaderScreen):
    """The part of the adjudication screen that shows; it decides nothing."""

    AUTO_FOCUS = ""  # while cases are gone through, keys are for the screen
    COMMAND_SCOPES = ("adjudicate",)
    PANE = CasePane
    DEFAULT_CSS = """
    CaseView #body { layout: vertical; }
    CaseView #versions { height: auto; max-height: 60%; border-top: solid $foreground 35%; }
    CaseView.wide #body, CaseView.correcting #body { layout: horizontal; }
    CaseView.wide #versions { width: 46%; height: 1fr; max-height: 100%; border-top: none;
                              border-left: solid $foreground 35%; }
    CaseView #side { display: none; }
    CaseView.correcting #side { display: block; }
    CaseView.correcting #versions { display: none; }
    CaseView.correcting.narrow #side { display: none; }
    CaseView.correcting.narrow.alone #side { display: block; }
    """

    def __init__(
        self, articles: Articles, at: int, adjudication: Adjudication, rules: Sequence[Rule] = ()
    ) -> None:
        super().__init__(articles.paths, at, adjudication.session)
        self.articles = articles
        self.adjudication = adjudication
        self.standing_rules = list(rules)  # applied to every article that is opened
        self.case: Case | None = None
        self.picked = 0  # the version that is picked out
        self.correcting = False

    def compose_body(self) -> ComposeResult:
        yield from super().compose_body()
        yield VersionsPanel(id="versions")

    @property
    def case_pane(self) -> CasePane:
        return self.query_one(CasePane)

    # -- the case --------------------------------------------------------------

    def show_case(self, case: Case | None, picked: int = 0) -> None:
        """Put a case before the person, with one version picked out in the article."""
        self.case, self.picked = case, picked
        if case is None:
            self.current = None
            self.case_pane.pick_out((), ())
            self.show_current()
            return
        version = case.versions[picked]
        differing = case.differing()
        first = version.annotations[0] if version.annotations else None
        self.current = self.session.annotations.get(first.id) if first else None
        self.case_pane.pick_out(version.spans, differing)
        self.pane.set_current(self.current)
        spans = [*version.spans, *differing] or case.versions[0].spans
        begin = min(differing or spans).start
        self.pane.reveal(Span(begin, max(span.end for span in spans)))
        self.show_current()

    def take_current_from_caret(self) -> None:
        """Where the caret is matters only while correcting."""
        if self.correcting:
            super().take_current_from_caret()

    def go_to(self, annotation: Annotation) -> None:
        case = None if self.correcting else self.adjudication.case_of(annotation)
        if case is not None:
            self.show_case(case)
        else:
            super().go_to(annotation)

    def _taken(self, case: Case) -> frozenset[int]:
        """The numbers of the versions that stand in the gold file."""
        annotations = self.session.annotations
        return frozenset(
            number
            for number, version in enumerate(case.versions)
            if version.annotations
            and all((a := annotations.get(v.id)) and a.status is Status.ACCEPTED for v in version.annotations)
        )

    def _draw(self) -> None:
        if self.correcting:
            super()._draw()
            return
        self._drawing_waits = self._lists_wait = False
        if not self.query(VersionsPanel):
            return  # the program is ending before the screen is complete
        case = self.case
        shown = None
        if case is not None:
            shown = Shown(
                case,
                self.text,
                self.session.annotations,
                self.adjudication.standing(case),
                self.picked,
                remarks(case, self.adjudication.layers),
                self._taken(case),
            )
        self.query_one(VersionsPanel).show(shown)
        self.show_lines()

    def show_lines(self) -> None:
        if self.correcting:
            super().show_lines()
        assert self.saver is not None
        path = self.session.article.path
        place = f"{self.at + 1}/{len(self.paths)} " if len(self.paths) > 1 else ""
        name = one_line(path.name if path else "")
        what = (
            f"correcting · {keymap.command('back').key} back to the cases"
            if self.correcting
            else (", ".join(map(one_line, self.adjudication.annotators)))
        )
        self.query_one("#top", EndsLine).show(f"{place}{name} · {what}", self.saver.state)
        if self.correcting:
            return
        self.query_one("#status", EndsLine).show(*self._progress_lines())
        self._show_hints()

    def _show_hints(self) -> None:
        if self.correcting:
            super()._show_hints()
        else:
            self.query_one(HintLine).show(keymap.hints("adjudicating"))

    def _progress_lines(self) -> tuple[str, str]:
        cases = self.adjudication.cases
        at = cases.index(self.case) + 1 if self.case in cases else 0
        settled = len(cases) - len(self.adjudication.undecided())
        left = f"case {at} of {len(cases)}" if self.case else "no differences"
        return left, f"{settled} of {len(cases)} settled · {self.adjudication.alike} identical"

    def on_resize(self) -> None:
        self.set_class(self.size.width >= _WIDE, "wide")

    def _show_strip(self) -> None:
        super()._show_strip()
        if not self.correcting:
            self.strip.display = False

    # -- moving ----------------------------------------------------------------

    def action_pick_version(self, step: int) -> None:
        """Pick out another version, without deciding."""
        if self.case is not None:
            self.show_case(self.case, (self.picked + step) % len(self.case.versions))

    def action_step_case(self, step: int) -> None:
        """The next or previous case, decided or not."""
        cases = self.adjudication.cases
        if self.case in cases:
            self.show_case(cases[(cases.index(self.case) + step) % len(cases)])

    def action_scroll_article(self, step: int) -> None:
        self.pane.scroll_relative(y=step * max(1, self.pane.size.height - 2), animate=False)

    def _take_keys(self) -> None:
        """The keys of the reading screen while correcting, else those that decide."""
        self.set_class(self.correcting, "correcting")
        self._show_strip()
        for node, scope in ((self, "reader"), (self.pane, "text")):
            scopes = (scope,) if self.correcting else ("adjudicate",) if node is self else ()
            node.COMMAND_SCOPES = scopes  # type: ignore[misc, assignment]
            node.bind_keys()
        self.pane.can_focus = self.correcting
