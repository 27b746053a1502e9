"""Smart targets: what a key tags, and what is filled in with it."""

from __future__ import annotations

from annotations import tagging
from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.candidates import candidates, role_before, speakers
from annotations.finders.pipeline import suggest
from annotations.model import Entity, Quote, Span, Status

TEXT = (
    "Ketua Koperasi Laut Biru, Darma Wijaya, mengatakan harga ikan turun sejak Juni.\n"
    '"Kami menunggu pemerintah turun tangan," ujar Darma di Rembang.\n'
    '"Belum ada jawaban," tambahnya.\n'
    "Nelayan kecil, tutur Darma, paling merasakan akibatnya.\n"
)
ARTICLE = Article(TEXT)


def found() -> AnnotationSet:
    """The names of the article, as suggested; its quotes are left to the person."""
    return AnnotationSet(a for a in suggest(ARTICLE) if a.kind == "entity")


def words(span: Span | None) -> str:
    return "" if span is None else TEXT[span.start : span.end]


def span_of(part: str) -> Span:
    return Span(TEXT.index(part), TEXT.index(part) + len(part))


def test_the_quotation_under_the_caret_with_cue_source_and_speaker() -> None:
    quote = tagging.new_quote(ARTICLE, found(), None, TEXT.index("menunggu"), "ani")
    assert quote is not None
    assert quote.text_in(TEXT) == '"Kami menunggu pemerintah turun tangan,"'
    assert (quote.label, words(quote.cue), words(quote.source), quote.speaker) == (
        "direct", "ujar", "Darma", "Darma Wijaya"
    )  # fmt: skip
    assert (quote.status, quote.by) == (Status.ACCEPTED, "ani")


def test_a_suffix_speaks_for_the_speaker_before() -> None:
    quote = tagging.new_quote(ARTICLE, found(), None, TEXT.index("Belum"), "ani")
    assert quote is not None
    assert (words(quote.cue), quote.speaker) == ("tambahnya", "Darma Wijaya")


def test_a_selection_is_taken_as_it_is_and_its_cue_found() -> None:
    quote = tagging.new_quote(ARTICLE, found(), span_of(" harga ikan turun sejak Juni"), 0, "ani")
    assert quote is not None
    assert quote.text_in(TEXT) == "harga ikan turun sejak Juni"
    assert (quote.label, words(quote.cue), quote.speaker) == ("indirect", "mengatakan", "Darma Wijaya")


def test_a_part_within_marks_makes_it_mixed() -> None:
    quote = tagging.new_quote(ARTICLE, found(), span_of('tangan," ujar Darma di Rembang'), 0, "ani")
    assert quote is not None
    assert quote.label == "mixed"


def test_without_marks_the_statement_is_taken_in_two_spans_where_its_cue_cuts_it() -> None:
    quote = tagging.new_quote(ARTICLE, found(), None, TEXT.index("kecil"), "ani")
    assert quote is not None
    assert quote.text_in(TEXT) == "Nelayan kecil … paling merasakan akibatnya"
    assert (quote.label, words(quote.cue), quote.speaker) == ("indirect", "tutur", "Darma Wijaya")


def test_a_selection_over_both_halves_of_a_cut_quote_leaves_its_cue_out() -> None:
    quote = tagging.new_quote(ARTICLE, found(), span_of(TEXT.split("\n")[3]), 0, "ani")
    assert quote is not None
    assert len(quote.spans) == 2
    assert words(quote.cue) == "tutur"


def test_where_nothing_is_reported_the_sentence_is_taken() -> None:
    article = Article("Harga ikan turun sejak Juni. Nelayan berlayar lagi.\n")
    quote = tagging.new_quote(article, AnnotationSet(), None, 3, "ani")
    assert quote is not None
    assert (quote.text_in(article.text), quote.speaker) == ("Harga ikan turun sejak Juni.", "")


def test_a_cue_inside_the_selection_is_not_its_cue() -> None:
    quote = tagging.new_quote(ARTICLE, found(), span_of("Nelayan kecil, tutur Darma"), 0, "ani")
    assert quote is not None
    for part in (quote.cue, quote.source):
        assert part is None or not part.overlaps(quote.extent)


def test_an_entity_is_the_whole_name_with_the_label_it_has_elsewhere() -> None:
    kept = AnnotationSet(
        [Entity(id="a", label="PER", spans=(span_of("Darma Wijaya"),), entity="Darma Wijaya")]
    )
    kept.add(Entity(id="b", label="PER", spans=(span_of("Darma di"),), entity="x"))
    target = tagging.entity_target(ARTICLE, kept, None, TEXT.index("Wijaya") + 2)
    assert target is not None
    assert (words(target.span), target.label, target.entity) == ("Darma Wijaya", "PER", "Darma Wijaya")
    assert target.existing is kept["a"]
    plain = tagging.entity_target(ARTICLE, kept, None, TEXT.index("ikan"))
    assert plain is not None
    assert (words(plain.span), plain.label, plain.existing) == ("ikan", "", None)


def test_there_is_nothing_to_tag_in_an_empty_article() -> None:
    empty = Article(" \n ")
    assert tagging.new_quote(empty, AnnotationSet(), None, 0, "") is None
    assert tagging.entity_target(empty, AnnotationSet(), None, 0) is None
    assert tagging.new_agreement(empty, AnnotationSet(), None, 0, "mou", "") is None


def test_an_agreement_knows_the_quote_it_was_said_in() -> None:
    quote = Quote(id="q", label="direct", spans=(span_of('"Belum ada jawaban,"'),))
    agreement = tagging.new_agreement(
        ARTICLE, AnnotationSet([quote]), span_of("jawaban"), 0, "agreement", "ani"
    )
    assert agreement is not None
    assert (agreement.said_in, agreement.title) == ("q", "jawaban")


def test_candidates_come_nearest_first_and_speakers_too() -> None:
    kept = AnnotationSet(
        [
            Entity(id="a", label="PER", spans=(Span(0, 5),), entity="Far"),
            Entity(id="b", label="PER", spans=(Span(900, 905),), entity="Near"),
            Entity(id="c", label="LOC", spans=(Span(890, 895),), entity="Place"),
            Quote(id="q", label="direct", spans=(Span(10, 20),), speaker="A spokesman"),
        ]
    )
    names = [c.name for c in candidates(kept, 950, ("PER",), also=speakers(kept))]
    assert names == ["Near", "Far", "A spokesman"]
    assert [c.name for c in candidates(kept, 950, first="LOC")] == ["Place", "Near", "Far"]


def test_the_role_that_stands_before_a_name_is_told() -> None:
    text = (
        "Rapat dipimpin Menteri Koordinator Bidang Laut dan Pesisir Darma Wijaya. Kata Budi, hujan turun.\n"
    )
    article = Article(text)
    assert role_before(article, text.index("Darma")) == "Menteri Koordinator Bidang Laut dan Pesisir"
    assert role_before(article, text.index("Budi")) == ""
    assert role_before(article, 0) == ""
