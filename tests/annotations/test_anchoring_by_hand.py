"""What a person does about places that the changed text took away or left in doubt."""

from __future__ import annotations

from annotations import corrections
from annotations.anchoring import place_again
from annotations.edits import Change
from annotations.model import Agreement, Annotation, Entity, Lost, Passage, Quote, Span, Status

TEXT = "Bupati berkata jalan desa akan segera diperbaiki, ujar Sri Wahyuni kepada warga, Senin pagi."


def place(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def after(change: Change) -> Annotation:
    (edit,) = change.edits
    assert edit.after is not None
    return edit.after


WORDS = Lost("spans", "jalan desa itu akan diperbaiki,", Span(115, 146))
CUE = Lost("cue", "ujar", Span(147, 151))
SOURCE = Lost("source", "Sri Wahyuni", Span(152, 163))
QUOTE = Quote(id="q1", label="direct", spans=(), lost=(WORDS, CUE, SOURCE), status=Status.SUGGESTED)


def test_fields_that_stand_as_far_off_as_they_did_come_along() -> None:
    quote = place_again(TEXT, QUOTE, WORDS, place("jalan desa akan segera diperbaiki,"))
    assert quote.spans == (place("jalan desa akan segera diperbaiki,"),)
    assert (quote.value("cue"), quote.value("source")) == (place("ujar"), place("Sri Wahyuni"))
    assert quote.lost == ()


def test_a_field_alone_gets_its_place_and_what_is_filled_in_stays() -> None:
    partly = QUOTE.with_(spans=(place("jalan desa"),), cue=place("berkata"), lost=(SOURCE, CUE))
    quote = after(corrections.reanchor(TEXT, partly, SOURCE, place("Sri Wahyuni")))
    assert quote.value("source") == place("Sri Wahyuni")
    assert quote.value("cue") == place("berkata")
    assert quote.lost == (CUE,)
    assert quote.status is Status.ACCEPTED


def test_a_span_that_is_put_anew_leaves_the_others() -> None:
    second = Lost("spans", "Senin kemarin", Span(200, 213))
    quote = QUOTE.with_(spans=(place("jalan desa"),), lost=(WORDS, second))
    found = place_again(TEXT, quote, second, place("Senin pagi"))
    assert found.spans == (place("jalan desa"), place("Senin pagi"))
    assert found.lost == (WORDS,)


def test_a_passage_takes_the_new_words_unless_a_person_worded_it() -> None:
    lost = Lost("date", "Senin siang", Span(90, 101))
    agreement = Agreement(
        id="a1", label="mou", spans=(place("jalan"),), date=Passage("Senin siang"), lost=(lost,)
    )
    assert place_again(TEXT, agreement, lost, place("Senin pagi")).value("date") == Passage(
        "Senin pagi", place("Senin pagi")
    )
    worded = agreement.with_(date=Passage("5 Oktober"))
    assert place_again(TEXT, worded, lost, place("Senin pagi")).value("date") == Passage(
        "5 Oktober", place("Senin pagi")
    )


GUESSED = Entity(
    id="e1",
    label="LOC",
    spans=(place("jalan desa"),),
    lost=(Lost("spans", "jalan kabupaten", Span(100, 115), "a", "b", place("jalan desa")),),
)


def test_accepting_confirms_a_place_that_was_only_alike() -> None:
    assert GUESSED.unconfirmed == GUESSED.lost
    confirmed = after(corrections.accept(GUESSED))
    assert (confirmed.spans, confirmed.lost) == (GUESSED.spans, ())
    assert corrections.accept(confirmed).edits == ()
    moved = after(corrections.move_boundary(TEXT, GUESSED, "end", "right"))
    assert (moved.text_in(TEXT), moved.lost) == ("jalan desa akan", ())


def test_accepting_does_not_forget_what_is_lost() -> None:
    quote = QUOTE.with_(spans=(place("jalan desa"),), lost=(CUE,))
    assert after(corrections.accept(quote)).lost == (CUE,)


def test_a_wrong_guess_is_given_up_and_then_lost() -> None:
    lost = after(corrections.give_up(GUESSED, GUESSED.lost[0]))
    assert lost.is_lost
    assert lost.lost == (Lost("spans", "jalan kabupaten", Span(100, 115), "a", "b"),)
    assert corrections.give_up(lost, lost.lost[0]).edits == ()
    guessed = Lost("source", "Sri Wahyuningsih", Span(152, 168), like=place("Sri Wahyuni"))
    quote = QUOTE.with_(spans=(place("jalan desa"),), source=place("Sri Wahyuni"), lost=(guessed,))
    assert after(corrections.give_up(quote, guessed)).value("source") is None


def test_what_is_lost_can_be_forgotten_but_for_the_last_of_it() -> None:
    assert after(corrections.give_up(QUOTE, CUE)).lost == (WORDS, SOURCE)
    assert corrections.give_up(QUOTE, WORDS).edits == ()
