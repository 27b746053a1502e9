"""What a folder remembers, looked up by the words of an article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotations.fsops import OS, read_regular, reason
from annotations.memory.facts import AGREEMENTS, NAMES, REJECTED, SPEAKERS
from annotations.memory.lexicon import MAX_BYTES, Lexicon, LexiconError, used_entries
from annotations.scheme import Scheme, scheme_of

_BY_HAND = 5  # what an entry written by hand counts for


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a form stands for: a name with its label (built-in, as finders call it).

    `times` it was accepted so in this folder, `otherwise` as something else or rejected.
    """

    name: str
    label: str
    times: int
    otherwise: int = 0


@dataclass(eq=False)  # hashed as the one object it is
class Memory:
    """A folder's lexicon as tables by form."""

    names: dict[str, Remembered] = field(default_factory=dict)
    speakers: dict[str, tuple[str, int]] = field(default_factory=dict)  # by source phrase, in small letters
    persons: dict[str, str] = field(default_factory=dict)  # by a word that only one of the full names has
    refused: dict[tuple[str, str, str], tuple[int, int]] = field(default_factory=dict)
    # kind, label, words → times rejected (by hand: as often as need be), times accepted

    @classmethod
    def of(cls, lexicon: Lexicon, scheme: Scheme) -> Memory:
        memory = cls()
        accepted: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        speakers: defaultdict[str, dict[str, int]] = defaultdict(dict)
        agreed: dict[tuple[str, str], int] = {}
        rejected: dict[tuple[str, str, str], int] = {}
        for (section, *told_by), known in used_entries(lexicon):
            for form, count in known.counts.items():
                times = _BY_HAND if known.by_hand else count
                if section == NAMES:
                    name, label = told_by
                    accepted[form][name, scheme.meaning("entity", label)] = times
                elif section == SPEAKERS:
                    speakers[form.lower()][told_by[0]] = times
                elif section == AGREEMENTS:
                    agreed[scheme.meaning("agreement", told_by[1]), told_by[0]] = times
                elif section == REJECTED:
                    words, kind, label = told_by
                    rejected[kind, scheme.meaning(kind, label), words] = 1000 if known.by_hand else times
        for (kind, label, words), times in rejected.items():
            right = (
                agreed.get((label, words), 0)
                if kind == "agreement"
                else sum(n for (_, other), n in accepted.get(words, {}).items() if other == label)
            )
            memory.refused[kind, label, words] = times, right
        for form, meanings in accepted.items():
            memory.names[form] = _settled(form, meanings, memory)
        memory.persons = _by_word({name.name for name in memory.names.values() if name.label == "PER"})
        for phrase, names in speakers.items():
            best = max(names, key=lambda name: (names[name], name))
            if 4 * names[best] >= 3 * sum(names.values()):
                memory.speakers[phrase] = best, names[best]
        return memory

    def forms(self) -> Iterator[tuple[str, Remembered]]:
        """What was accepted more often than it was rejected, or accepted as something else."""
        return ((form, name) for form, name in self.names.items() if name.times > name.otherwise)


def _by_word(names: set[str]) -> dict[str, str]:
    """Full names by each word that no other one has; "" where several have it."""
    found: dict[str, str] = {}
    for name in sorted(names):
        words = name.split()
        if len(words) > 1:
            for word in words:
                found[word] = "" if word in found else name
    return found


def _settled(form: str, meanings: dict[tuple[str, str], int], memory: Memory) -> Remembered:
    """What a form stands for most often; of equals the longest name, as that of a short form."""
    by_label: defaultdict[str, int] = defaultdict(int)
    for (_, label), times in meanings.items():
        by_label[label] += times
    label = max(by_label, key=lambda each: (by_label[each], each))
    name = max(
        (name for name, other in meanings if other == label),
        key=lambda each: (meanings[each, label], len(each), each),
    )
    otherwise = sum(by_label.values()) - by_label[label]
    otherwise += memory.refused.get(("entity", label, form), (0, 0))[0]
    return Remembered(name, label, by_label[label], otherwise)


def memory_of(article: Path, lexicon: Path) -> Memory | None:
    """The memory of an article's folder; None where the scheme switches it off. The file is read once,
    until it or the scheme changes.

    Raises LexiconError or SchemeError, with the line.
    """
    scheme = scheme_of(article)
    if not scheme.memory:
        return None
    try:
        found = lexicon.stat()
        stamp = found.st_ino, found.st_size, found.st_mtime_ns
        kept = _kept.get(lexicon)
        if kept is None or kept[0] != stamp or kept[1] is not scheme:
            memory = Memory.of(Lexicon.read(read_regular(OS, str(lexicon), MAX_BYTES), lexicon), scheme)
            _kept.clear()  # one folder at a time
            kept = _kept[lexicon] = stamp, scheme, memory
        return kept[2]
    except OSError as error:
        raise LexiconError(reason(error), path=lexicon) from error


_kept: dict[Path, tuple[tuple[int, int, int], Scheme, Memory]] = {}
