"""The adjudication screen: one case after the other in its place in the article, decided by a key each.

It is the reading screen over the gold file. While cases are gone through, their versions stand in place
of the lists, and keys decide; while a version is corrected it is the reading screen with all its keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from annotations.adjudication.adjudication import Adjudication
from annotations.adjudication.cases import Case, Version
from annotations.adjudication.record import record_of
from annotations.adjudication.remarks import remarks
from annotations.adjudication.rules import Rule, rule_named
from annotations.display import one_line
from annotations.edits import Change
from annotations.errors import ArtreaderError
from annotations.model import Annotation, Span, Status
from annotations.session import Session
from tui import keymap
from tui.screens.adjudicate_dialogs import Summary, WhichRule, WhichVersions
from tui.screens.adjudicate_pane import CasePane
from tui.screens.adjudicate_versions import Shown, VersionsPanel
from tui.screens.reader import ReaderScreen
from tui.widgets.density_strip import DensityStrip
from tui.widgets.inspector import Inspector
from tui.widgets.lines import EndsLine, HintLine
from tui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from tui.commands.adjudicate_articles import Articles

_WIDE = 110  # columns from which the versions stand beside the article


class AdjudicateScreen(ReaderScreen):
    """Goes through the cases of one of `articles` at a time, from the first that is undecided."""

    AUTO_FOCUS = ""  # while cases are gone through, keys are for the screen
    COMMAND_SCOPES = ("adjudicate",)
    DEFAULT_CSS = """
    AdjudicateScreen #body { layout: vertical; }
    AdjudicateScreen #versions { height: auto; max-height: 60%; border-top: solid $foreground 35%; }
    AdjudicateScreen.wide #body, AdjudicateScreen.correcting #body { layout: horizontal; }
    AdjudicateScreen.wide #versions { width: 46%; height: 1fr; max-height: 100%; border-top: none;
                                      border-left: solid $foreground 35%; }
    AdjudicateScreen #side { display: none; }
    AdjudicateScreen.correcting #side { display: block; }
    AdjudicateScreen.correcting #versions { display: none; }
    AdjudicateScreen.correcting.narrow #side { display: none; }
    AdjudicateScreen.correcting.narrow.alone #side { display: block; }
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

    def compose(self) -> ComposeResult:
        yield EndsLine(id="top")
        with Horizontal(id="body"):
            yield CasePane(id="article")
            yield DensityStrip(id="strip")
            with Vertical(id="side"):
                yield Sidebar(id="lists")
                yield Inspector(id="inspector")
            yield VersionsPanel(id="versions")
        search = Input(placeholder="search the article", id="search", compact=True)
        search.display = False
        yield search
        yield EndsLine(id="status")
        yield HintLine()

    @property
    def case_pane(self) -> CasePane:
        return self.query_one(CasePane)

    # -- articles --------------------------------------------------------------

    def show_session(self, session: Session) -> None:
        super().show_session(session)
        self.query_one("#status", EndsLine).say("")  # that others have annotated it goes without saying here
        self.least = self.pane.hidden_below = 0.0  # a version may have any confidence
        self._stop_correcting()
        if self.adjudication.reopened:
            self.say(
                f"{self.adjudication.reopened} cases were changed by annotators since they were decided; "
                "what was decided is among their versions.",
                "warning",
            )
        for layer in self.adjudication.layers:
            if layer.text_changed and layer.lost:
                self.say(f"{layer.path.name}: the text changed since; {layer.lost} lost from it", "warning")
        self._settle_by_rule(self.standing_rules)
        undecided = self.adjudication.undecided()
        if undecided:
            self.show_case(undecided[0])
        else:
            self._save_complete()
            self.show_case(self.adjudication.cases[0] if self.adjudication.cases else None)
            self.call_after_refresh(self._at_end)
        self.articles.note(self.adjudication)

    def _save_complete(self) -> None:
        """Save an article in which nothing is to be decided: what all have alike."""
        try:
            self.session.save()
        except ArtreaderError as error:
            self.say(str(error), "error")

    def open_at(self, at: int) -> bool:
        """Go to another article, past those that cannot be opened; whether that worked."""
        if not self.leave():
            return False
        step = 1 if at >= self.at else -1
        while 0 <= at < len(self.paths):
            try:
                found = self.articles.open(self.paths[at])
            except ArtreaderError as error:
                self.say(str(error), "error")
                at += step
                continue
            self._show(at, found)
            return True
        self.say("This is the last article." if at > 0 else "This is the first article.")
        return False

    def _open_next_left(self) -> None:
        """The next article with something undecided, the first ones again behind the last."""
        if not self.leave():
            return
        others = [*range(self.at + 1, len(self.paths)), *range(self.at + 1)]
        found = self.articles.next_left(
            others, self.standing_rules, lambda error: self.say(str(error), "error")
        )
        if found is not None:
            self._show(*found)
        else:
            self._at_end()

    def _show(self, at: int, adjudication: Adjudication) -> None:
        self.at, self.adjudication = at, adjudication
        self.show_session(adjudication.session)

    def action_reload(self) -> None:
        self.open_at(self.at)

    def action_library(self) -> None:
        self._stop_correcting()

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

    # -- deciding --------------------------------------------------------------

    def _decide(self, change: Change) -> None:
        """Make a decision, and go on to the next case that waits for one."""
        if self.correcting:
            super()._decide(change)
            return
        if not self.do(change) and self.session.store.read_only:
            return
        self.action_next_case()

    def action_choose(self) -> None:
        """The version whose digit was pressed."""
        key = self.app.last_key
        if self.case is not None and key is not None and key.character and key.character.isdecimal():
            number = int(key.character) - 1
            if number < len(self.case.versions):
                self._take_version(self.case, number)
            else:
                self.say(f"There is no version {number + 1}.")

    def action_choose_picked(self) -> None:
        if self.case is not None:
            self._take_version(self.case, self.picked)

    def _take_version(self, case: Case, number: int) -> None:
        self._decide(self.adjudication.choose(case, case.versions[number]))

    def action_keep_both(self) -> None:
        case = self.case
        if case is None:
            return
        held = [version for version in case.versions if version.annotations]
        if len(held) < 2:
            self.say("There is only one version to keep.")
        elif len(held) == 2:
            self._decide(self.adjudication.keep_both(case, held))
        else:
            self.ask(WhichVersions(case, self.text), lambda answer: self._keep(case, answer))

    def _keep(self, case: Case, answer: list[str] | None) -> None:
        versions: list[Version] = [case.versions[int(number)] for number in answer or ()]
        if versions:
            self._decide(self.adjudication.keep_both(case, versions))

    def action_take_neither(self) -> None:
        if self.case is not None:
            self._decide(self.adjudication.take_neither(self.case))

    def action_pick_version(self, step: int) -> None:
        """Pick out another version, without deciding."""
        if self.case is not None:
            self.show_case(self.case, (self.picked + step) % len(self.case.versions))

    # -- going from case to case -------------------------------------------------

    def action_next_case(self) -> None:
        """The next undecided one, from the first again behind the last."""
        self._to_undecided(1)

    def action_previous_case(self) -> None:
        self._to_undecided(-1)

    def _to_undecided(self, step: int) -> None:
        self.articles.note(self.adjudication)
        cases = self.adjudication.cases
        waiting = {case.key for case in self.adjudication.undecided()}
        at = cases.index(self.case) if self.case in cases else -1
        for number in range(1, len(cases) + 1):
            case = cases[(at + step * number) % len(cases)]
            if case.key in waiting:
                self.show_case(case)
                return
        self.show_case(self.case, self.picked)
        self._at_end()

    def action_step_case(self, step: int) -> None:
        """The next or previous case, decided or not."""
        cases = self.adjudication.cases
        if self.case in cases:
            self.show_case(cases[(cases.index(self.case) + step) % len(cases)])

    def action_scroll_article(self, step: int) -> None:
        self.pane.scroll_relative(y=step * max(1, self.pane.size.height - 2), animate=False)

    # -- rules -----------------------------------------------------------------

    def action_rules(self) -> None:
        self._ask_rule(everywhere=False)

    def action_rules_everywhere(self) -> None:
        self._ask_rule(everywhere=True)

    def _ask_rule(self, *, everywhere: bool) -> None:
        dialog = WhichRule(self.adjudication, everywhere=everywhere)
        if not dialog.choices:
            self.say("No rule settles anything that is undecided here.")
            return

        def answered(name: str | None) -> None:
            if name is None:
                return
            rule = rule_named(name)
            if everywhere:
                self.standing_rules.append(rule)
            self._settle_by_rule([rule])
            self.action_next_case()

        self.ask(dialog, answered)

    def _settle_by_rule(self, rules: Sequence[Rule]) -> None:
        change, settled = self.adjudication.apply(rules)
        if settled and self.do(change):
            key = keymap.command("undo-decision").key
            names = ", ".join(rule.name for rule in rules)
            self.say(f"{settled} settled by {names}; {key} takes that back.")

    # -- correcting --------------------------------------------------------------

    def action_correct(self) -> None:
        """A version of one's own, beginning as the one that is picked out."""
        if self.case is None:
            return
        version = self.case.versions[self.picked]
        if not version.annotations:
            version = self.case.versions[0]
        change, made = self.adjudication.correct(self.case, version)
        if self.do(change):
            self._correct(made[0])

    def _correct(self, made: Annotation) -> None:
        self.correcting = True
        self._take_keys()
        self.case_pane.pick_out((), ())
        self.set_focus(self.pane)
        self.refresh_lists()
        super().go_to(self.session.annotations[made.id])

    def _stop_correcting(self) -> None:
        self.correcting = False
        self.pane.select(None)
        self._take_keys()
        self.set_focus(None)

    def _take_keys(self) -> None:
        """The keys of the reading screen while correcting, else those that decide."""
        self.set_class(self.correcting, "correcting")
        self._show_strip()
        for node, scope in ((self, "reader"), (self.pane, "text")):
            scopes = (scope,) if self.correcting else ("adjudicate",) if node is self else ()
            node.COMMAND_SCOPES = scopes  # type: ignore[misc, assignment]
            node.bind_keys()
        self.pane.can_focus = self.correcting

    def action_back(self) -> None:
        """Esc: out of what is under way, and when nothing is, back to the cases."""
        busy = self.picking or self.search.wanted or self.lists.filtering or self.pane.selection is not None
        if not self.correcting or busy or not self.pane.has_focus:
            super().action_back()
            return
        self._stop_correcting()
        self.action_next_case()

    def action_accept(self) -> None:
        """The key that accepts ends correcting: what is corrected is accepted."""
        record = record_of(self.current) if self.current else None
        if record is not None and self.case is not None and record.case == self.case.key:
            self._stop_correcting()
            self.action_next_case()
        else:
            super().action_accept()

    def _went(self, change: Change | None, word: str, none: str) -> None:
        """After undo or redo: to the case that it was about."""
        if change is None:
            self.say(none)
            return
        self.changed(change)
        touched = [a for edit in change.edits for a in (edit.after, edit.before) if a is not None]
        if self.correcting and self._is_corrected(self.case):
            self.take_current_from_caret()
        else:
            if self.correcting:
                self._stop_correcting()
            case = next(filter(None, map(self.adjudication.case_of, touched)), self.case)
            self.show_case(case)
        self.articles.note(self.adjudication)
        self.say(f"{word}: {change.what}")

    def _is_corrected(self, case: Case | None) -> bool:
        """Whether a corrected version of a case stands in the gold file."""
        records = map(record_of, self.session.annotations)
        return case is not None and any(r and r.case == case.key and not r.is_candidate for r in records)

    # -- the end -----------------------------------------------------------------

    def action_summary(self) -> None:
        self.articles.note(self.adjudication)
        self._show_summary(self.articles.told().partition(":")[0], self.articles.total, more=False)

    def _at_end(self) -> None:
        """Nothing is left undecided in this article."""
        if self.articles.are_left():
            self._show_summary("All cases of this article are settled", self.adjudication.tally(), more=True)
        else:
            self._show_summary("All cases are settled", self.articles.total, more=False)

    def _show_summary(self, title: str, tally: Mapping[str, int], *, more: bool) -> None:
        self.app.push_screen(Summary(title, tally, more=more), self._answered)

    def _answered(self, answer: str | None) -> None:
        if answer == "quit":
            self.call_later(self.app.action_quit)
        elif answer == "next":
            self._open_next_left()
