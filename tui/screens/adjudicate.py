"""The adjudication screen: one case after the other in its place in the article, decided by a key each.

It is the reading screen over the gold file. While cases are gone through, their versions stand in place
of the lists, and keys decide; while a version is corrected it is the reading screen with all its keys.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from annotations.adjudication.adjudication import Adjudication
from annotations.adjudication.cases import Case, Version
from annotations.adjudication.record import record_of
from annotations.adjudication.rules import Rule, rule_named
from annotations.edits import Change
from annotations.errors import ArtreaderError
from annotations.model import Annotation
from annotations.session import Session
from tui import keymap
from tui.screens.adjudicate_dialogs import Summary, WhichRule, WhichVersions
from tui.screens.adjudicate_view import CaseView
from tui.screens.help import Help
from tui.widgets.lines import EndsLine


class AdjudicateScreen(CaseView):
    """Goes through the cases of one article at a time, from the first that is undecided."""

    @property
    def HELP_SHOWN(self) -> Help:  # noqa: N802  # a constant on other screens
        return Help() if self.correcting else Help(("adjudicate", "app"))

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
        if self.session.unsaved and self.saver is not None:
            self.saver.touch()  # rules may have been applied before it was shown
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
