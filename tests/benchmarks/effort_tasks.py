"""The tasks that `tests.benchmarks.effort` counts keys for: how each begins, its keys, its right result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotations import structure
from annotations.model import Agreement, Annotation, Entity, Quote, Span, Status
from annotations.session import Session
from tests.benchmarks.slate_keys import LABEL, REMOVE, Slate

SECURITY = "01-konsultasi-keamanan.txt"
DRILLING = "07-geothermal-pact.txt"
TRADE = "06-lingkar-samudra.txt"
NURSES = "10-perawat-terampil.txt"


@dataclass(frozen=True)
class Task:
    """One piece of work on a sample.

    `prepare` brings the annotations to where the work begins and returns the caret's offset; `right` tells
    whether the sidecar holds the result afterwards. `keys` are pressed as they stand. `most` is the bar, of
    keys for each of `items`. `text` alters the sample, before anything is found in it.
    """

    name: str
    sample: str
    most: int
    keys: Callable[[Session], tuple[str, ...]]
    prepare: Callable[[Session], int]
    right: Callable[[Session], bool]
    slate: Callable[[Session], int]
    items: Callable[[Session], int] = lambda session: 1
    text: Callable[[str], str] = str


def found(session: Session, words: str, after: str = "") -> Span:
    """Where `words` stand, the first time behind `after`."""
    start = session.article.text.index(words, session.article.text.index(after) if after else 0)
    return Span(start, start + len(words))


def drop(session: Session, *kinds: str) -> None:
    """Take away the suggestions of these kinds, as if the finders had found none."""
    for annotation in list(session.annotations):
        if annotation.kind in kinds:
            session.annotations.remove(annotation.id)


def paragraph(session: Session, words: str, back: int = 0) -> int:
    """The start of the paragraph that holds `words`, or of the one `back` before it."""
    paragraphs = session.article.paragraphs
    here = next(i for i, p in enumerate(paragraphs) if p.covers(found(session, words)))
    return paragraphs[here - back].start


def quotes(session: Session) -> list[Quote]:
    return [a for a in session.annotations if isinstance(a, Quote) and a.status is Status.ACCEPTED]


def agreements(session: Session) -> list[Agreement]:
    return [a for a in session.annotations if isinstance(a, Agreement) and a.status is Status.ACCEPTED]


def words_of(session: Session, span: Span | None) -> str:
    return "" if span is None else session.article.text[span.start : span.end]


def places(session: Session, words: str) -> list[Span]:
    text, at, spans = session.article.text, -1, []
    while (at := text.find(words, at + 1)) >= 0:
        spans.append(Span(at, at + len(words)))
    return spans


# -- deciding ------------------------------------------------------------------


def begin_deciding(session: Session) -> int:
    return next(iter(session.annotations)).start


def all_accepted(session: Session) -> bool:
    return {a.status for a in session.annotations} == {Status.ACCEPTED}


def tag_everything(session: Session) -> int:
    """SLATE suggests nothing: every annotation is tagged by hand, a quote with its speaker."""
    slate, at, total = Slate(session.article.text), 0, 0
    for annotation in session.annotations:
        total += slate.tag_each(at, annotation.spans, LABEL)
        at = annotation.spans[-1].start
        if isinstance(annotation, Quote):
            total += slate.name(annotation.speaker)
    return total


def first_three(session: Session) -> list[Annotation]:
    return list(session.annotations)[:3]


def two_rejected(session: Session) -> bool:
    statuses = [annotation.status for annotation in first_three(session)]
    return statuses == [Status.REJECTED, Status.REJECTED, Status.SUGGESTED]


def remove_three(session: Session) -> int:
    slate = Slate(session.article.text)
    wrong = [annotation.extent for annotation in first_three(session)]
    return slate.tag_each(wrong[0].start, wrong, REMOVE) + LABEL  # nothing is undone: tagged anew


# -- quotes --------------------------------------------------------------------

DIRECT = '"Permintaan itu wajar. Dalam waktu dekat tim kami akan duduk bersama menyusun program kerjanya,"'
SAID = (
    "the first two wells would be sunk near the town of Bajawa before the end of next year, and that "
    "villagers would be consulted before a single truck arrived"
)
INDIRECT = SAID.replace("the end of", "the end\nof") + " there"  # thirty words


def broken_line(text: str) -> str:
    return text.replace(SAID, INDIRECT)


def before_direct(session: Session) -> int:
    drop(session, "quote")
    return paragraph(session, DIRECT, back=1)


def direct_is_right(session: Session) -> bool:
    return [
        (
            q.label,
            q.text_in(session.article.text),
            q.speaker,
            words_of(session, q.cue),
            words_of(session, q.source),
        )
        for q in quotes(session)
    ] == [("direct", DIRECT, "Wirasetya", "ujar", "Wirasetya")]


def slate_quote(words: str, speaker: str, back: int) -> Callable[[Session], int]:
    def count(session: Session) -> int:
        slate = Slate(session.article.text)
        start = paragraph(session, words, back)
        return slate.tag(start, found(session, words)) + slate.name(speaker)

    return count


def before_indirect(session: Session) -> int:
    drop(session, "quote")
    return paragraph(session, INDIRECT, back=1)


def indirect_by(speaker: str) -> Callable[[Session], bool]:
    def right(session: Session) -> bool:
        return [(q.label, q.text_in(session.article.text), q.speaker) for q in quotes(session)] == [
            ("indirect", INDIRECT, speaker)
        ]

    return right


FREE = "Perhitungan itu belum memasukkan perdagangan jasa."


def before_free(session: Session) -> int:
    drop(session, "quote")
    return paragraph(session, FREE)


def free_is_right(session: Session) -> bool:
    made = [(q.label, q.text_in(session.article.text), q.speaker) for q in quotes(session)]
    return made == [("indirect", FREE, "Laksmi Purbasari")]


def slate_free(session: Session) -> int:
    return slate_quote(FREE, "Laksmi_Purbasari", 0)(session)


# -- boundaries ----------------------------------------------------------------


def short_by(words: int) -> Callable[[Session], int]:
    """The direct quote accepted, its end that many words too early."""

    def prepare(session: Session) -> int:
        quote = next(a for a in session.annotations if a.text_in(session.article.text) == DIRECT)
        end = quote.end - 2  # the marks at the end
        for _ in range(words):
            end = structure.word_start_before(session.article.text, end)
        end = len(session.article.text[:end].rstrip())
        session.annotations.replace(
            quote.with_(spans=(Span(quote.start, end),), status=Status.ACCEPTED, by="ani")
        )
        return quote.start

    return prepare


def direct_is_whole(session: Session) -> bool:
    return [q.text_in(session.article.text).rstrip('",') for q in quotes(session)] == [DIRECT.rstrip('",')]


def slate_end(words: int) -> Callable[[Session], int]:
    def count(session: Session) -> int:
        slate, whole = Slate(session.article.text), found(session, DIRECT)
        short = Span(whole.start, slate._words[slate.word(whole.end - 1) - words].end)
        return slate.move_end(short, words)

    return count


# -- mentions ------------------------------------------------------------------

NAME = "Wirasetya"


def named_wrongly(session: Session) -> int:
    """Every mention of one person is an organisation, and a person has accepted that."""
    for annotation in list(session.annotations):
        if isinstance(annotation, Entity) and annotation.entity == NAME:
            session.annotations.replace(annotation.with_(label="ORG", status=Status.ACCEPTED))
    return found(session, NAME).start


def not_named(session: Session) -> int:
    for annotation in list(session.annotations):
        if isinstance(annotation, Entity) and annotation.entity == NAME:
            session.annotations.remove(annotation.id)
    return found(session, f"{NAME} menjelaskan").start  # at the first his office stands before the name


def all_are_persons(session: Session) -> bool:
    mentions = [a for a in session.annotations if isinstance(a, Entity) and a.entity == NAME]
    tagged = [a.spans[0] for a in mentions if a.text_in(session.article.text) == NAME]
    return tagged == places(session, NAME) and {(a.label, a.status) for a in mentions} == {
        ("PER", Status.ACCEPTED)
    }


def slate_mentions(keys: int) -> Callable[[Session], int]:
    def count(session: Session) -> int:
        spans = places(session, NAME)
        return Slate(session.article.text).tag_each(spans[0].start, spans, keys)

    return count


def all_rejected(session: Session) -> bool:
    named = {a.status for a in session.annotations if a.text_in(session.article.text) == NAME}
    return named == {Status.REJECTED}


# -- agreements ----------------------------------------------------------------

PARTIES, SUBJECT = ("Brennivatn", "PT Lereng Bara Nusantara"), "the drilling itself"


def before_contract(session: Session) -> int:
    drop(session, "agreement")
    return found(session, "Two companies").start


def contract_is_right(session: Session) -> bool:
    """Both companies are parties, by the name that their mentions have."""
    return [
        (a.label, len(a.parties), a.agreement_status, a.subject.text if a.subject else "")
        for a in agreements(session)
    ] == [("contract", 2, "negotiating", SUBJECT)]


def slate_contract(session: Session) -> int:
    """The mention and the subject get a label each, the parties and the status stand in text labels."""
    slate = Slate(session.article.text)
    start = found(session, "Two companies").start
    mention, subject = found(session, "contract for"), found(session, SUBJECT)
    mention = Span(mention.start, mention.start + len("contract"))
    fields = sum(slate.name(name.replace(" ", "_")) for name in (*PARTIES, "negotiating"))
    return slate.tag(start, mention) + fields + slate.tag(mention.start, subject)


EARLIER = "A 2011 agreement"


def before_earlier(session: Session) -> int:
    drop(session, "agreement")
    return found(session, "agreement lapsed").start


def earlier_is_right(session: Session) -> bool:
    return [(a.label, set(a.parties), a.agreement_status) for a in agreements(session)] == [
        ("agreement", {"Iceland", "Indonesia"}, "ended")
    ]


def slate_earlier(session: Session) -> int:
    slate = Slate(session.article.text)
    return LABEL + sum(slate.name(name) for name in ("Iceland", "Indonesia", "ended"))


# -- the list ------------------------------------------------------------------


def keys(*pressed: str) -> Callable[[Session], tuple[str, ...]]:
    return lambda session: pressed


TASKS = (
    Task(
        "accept all suggestions of an article", NURSES, 1,
        lambda session: ("space",) * len(session.annotations),
        begin_deciding, all_accepted, tag_everything, items=lambda session: len(session.annotations),
    ),
    Task(
        "tag a direct quote with its speaker, from the paragraph before", SECURITY, 2,
        keys("quotation_mark", "q"), before_direct, direct_is_right, slate_quote(DIRECT, "Wirasetya", 1),
    ),
    Task(
        "tag an indirect statement of 30 words over a line break, the speaker is found", DRILLING, 6,
        keys("right_curly_bracket", "q"), before_indirect, indirect_by("Bagas Tirtanegara"),
        slate_quote(INDIRECT, "Bagas_Tirtanegara", 1), text=broken_line,
    ),
    Task(
        "the same, with another speaker two paragraphs up chosen by hand", DRILLING, 6,
        keys("right_curly_bracket", "q", "s", "2"), before_indirect, indirect_by("Hrefna Valdisardottir"),
        slate_quote(INDIRECT, "Hrefna_Valdisardottir", 1), text=broken_line,
    ),
    Task(
        "tag a statement without any cue, its speaker (two paragraphs up) chosen by hand", TRADE, 6,
        keys("right_parenthesis", "q", "s", "1"), before_free, free_is_right, slate_free,
    ),
    Task(
        "move a quote's end by one word", SECURITY, 3,
        keys("full_stop"), short_by(1), direct_is_whole, slate_end(1),
    ),
    Task(
        "move a quote's end by five words", SECURITY, 3,
        keys("5", "full_stop"), short_by(5), direct_is_whole, slate_end(5),
    ),
    Task(
        "relabel an entity and its 6 other mentions", SECURITY, 3,
        keys("r", "p", "E"), named_wrongly, all_are_persons, slate_mentions(2 * LABEL),
    ),
    Task(
        "tag a name and its 6 other mentions", SECURITY, 3,
        keys("e", "p", "E"), not_named, all_are_persons, slate_mentions(LABEL),
    ),
    Task(
        "reject a suggested name at all its places", SECURITY, 3,
        keys("X"), lambda session: found(session, NAME).start, all_rejected, slate_mentions(REMOVE),
    ),
    Task(
        "mark an agreement: two parties, status, subject, as read from its sentence", DRILLING, 8,
        keys("right_parenthesis", "left_parenthesis", "a", "enter"),
        before_contract, contract_is_right, slate_contract,
    ),
    Task(
        "mark an agreement: two parties and status chosen by hand", DRILLING, 8,
        keys("a", "a", "s", "1", "2", "tab", "S", "d"), before_earlier, earlier_is_right, slate_earlier,
    ),
    Task(
        "reject three wrong suggestions and undo one", SECURITY, 4,
        keys("x", "x", "x", "u"), begin_deciding, two_rejected, remove_three,
    ),
)  # fmt: skip
