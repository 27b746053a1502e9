"""Attribution: content, cue, source, speaker, kind. The texts are written for these tests."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.finders.findings import Findings
from annotations.finders.pipeline import suggest
from annotations.finders.quotes import find_quotes
from annotations.model import Entity, Quote, Span


def quotes(text: str) -> list[Quote]:
    return list(find_quotes(Article(text), Findings()))


def only(text: str) -> Quote:
    found = quotes(text)
    assert len(found) == 1, [quote.text_in(text) for quote in found]
    return found[0]


def at(text: str, span: Span | None) -> str:
    assert span is not None
    return text[span.start : span.end]


ID = "Banjir yang melanda kota itu belum surut dan warga yang mengungsi di sekolah itu menunggu bantuan. "


def test_tag_after_the_quotation() -> None:
    text = (
        ID
        + '"Air baru surut besok pagi," kata Kepala Dinas Sosial Rahmat Hidayat kepada wartawan, Senin (3/2).'
    )
    quote = only(text)
    assert quote.label == "direct"
    assert quote.text_in(text) == '"Air baru surut besok pagi,"'
    assert at(text, quote.cue) == "kata"
    assert at(text, quote.source) == "Kepala Dinas Sosial Rahmat Hidayat"
    assert quote.speaker == "Rahmat Hidayat"
    assert quote.why == "cue after the quote: kata"


def test_suffix_and_pronoun_stand_for_the_current_speaker() -> None:
    text = (
        ID + "Lurah Sari Dewanti mengatakan, dapur umum dibuka. ”Kami memasak tiga kali sehari,” katanya.\n"
        "”Beras masih cukup untuk sepekan,” tambah dia.\n"
        "Sari mengatakan relawan terus berdatangan."
    )
    found = quotes(text)
    assert [quote.speaker for quote in found] == ["Sari Dewanti"] * 4
    assert [quote.label for quote in found] == ["indirect", "direct", "direct", "indirect"]
    assert at(text, found[1].source) == "katanya"
    assert at(text, found[2].source) == "dia"


def test_a_new_subject_takes_over_the_suffix() -> None:
    text = (
        ID + '"Kami menunggu perahu karet," kata Rahmat Hidayat.\n'
        'Sari Dewanti menilai bantuan terlambat datang. "Anak-anak sudah sakit," ujarnya.\n'
        '"Perahu datang sore ini," kata Rahmat.'
    )
    assert [quote.speaker for quote in quotes(text)] == [
        "Rahmat Hidayat",
        "Sari Dewanti",
        "Sari Dewanti",
        "Rahmat Hidayat",
    ]


def test_complementizer_and_comma_stay_outside() -> None:
    text = (
        ID + "Rahmat menegaskan bahwa bendungan itu aman. Ia menambahkan, pintu air dijaga siang dan malam."
    )
    found = quotes(text)
    assert [quote.text_in(text) for quote in found] == [
        "bendungan itu aman",
        "pintu air dijaga siang dan malam",
    ]
    assert found[1].speaker == "Rahmat"


def test_source_named_before_after_and_inside() -> None:
    text = (
        ID + "Menurut Sari, sumur warga tercemar. Pompa itu, kata Rahmat, rusak sejak lama. "
        "Dalam hal ini, menurutnya, anggaran harus ditambah."
    )
    found = quotes(text)
    assert [quote.text_in(text) for quote in found] == [
        "sumur warga tercemar",
        "Pompa itu … rusak sejak lama",
        "anggaran harus ditambah",
    ]
    assert [quote.speaker for quote in found] == ["Sari", "Rahmat", "Rahmat"]


def test_a_passive_points_back_at_the_sentence_before() -> None:
    text = (
        "Kota itu akan membangun dua tanggul baru yang lebih tinggi. Hal itu disampaikan Menteri "
        "Koordinator Bidang Pertanian, Pangan, dan Kelautan Bagus Praja usai rapat yang digelar di kantornya."
    )
    quote = only(text)
    assert quote.text_in(text) == "Kota itu akan membangun dua tanggul baru yang lebih tinggi"
    assert at(text, quote.cue) == "Hal itu disampaikan"
    assert at(text, quote.source) == "Menteri Koordinator Bidang Pertanian, Pangan, dan Kelautan Bagus Praja"
    assert quote.speaker == "Bagus Praja"


def test_role_and_name_across_a_comma_and_degrees() -> None:
    text = ID + "Ketua Relawan Tanggap Bencana, Sari Dewanti, SE, MM mengatakan perahu datang terlambat."
    quote = only(text)
    assert quote.speaker == "Sari Dewanti"
    assert at(text, quote.source).startswith("Ketua Relawan")


def test_titles_nicknames_and_terms_are_left_alone() -> None:
    text = (
        ID
        + 'Ia menonton film "Laut Bercerita" di gedung yang dijuluki "Istana Tua" itu. Ada ”hantu” di sana.'
    )
    assert quotes(text) == []


def test_a_short_quotation_with_a_comma_and_a_cue_is_one() -> None:
    text = ID + "”Ayo, maju,” kata Rahmat."
    assert only(text).text_in(text) == "”Ayo, maju,”"


def test_quoted_words_inside_a_report_make_it_mixed() -> None:
    text = ID + 'Rahmat mengatakan bahwa tanggul itu "sudah terlalu tua" untuk menahan air.'
    quote = only(text)
    assert quote.label == "mixed"
    assert quote.text_in(text) == 'tanggul itu "sudah terlalu tua" untuk menahan air'


def test_a_quotation_over_several_paragraphs_is_one_quote() -> None:
    text = (
        ID
        + '"Kami sudah lama meminta tanggul itu diperbaiki," kata Sari Dewanti. "Tidak ada yang mendengar.\n'
        '"Sekarang semua orang datang dan mengambil gambar."\n'
    )
    quote = only(text)
    assert len(quote.spans) == 3
    assert quote.speaker == "Sari Dewanti"


def test_an_attribution_at_the_end_of_several_paragraphs_is_theirs_all() -> None:
    text = (
        ID + "\n“Waktu itu kami tidur di atap masjid bersama anak-anak.\n"
        "“Baru pada hari ketiga perahu datang menjemput,” kenang Sari Dewanti.\n"
    )
    quote = only(text)
    assert len(quote.spans) == 2
    assert quote.speaker == "Sari Dewanti"


def test_organisations_and_several_names_are_speakers_as_written() -> None:
    text = EN + "Oman’s foreign ministry said the talks would go on. Lena and Ida Moe said they were tired."
    assert [quote.speaker for quote in quotes(text)] == ["Oman’s foreign ministry", "Lena and Ida Moe"]


def test_a_headline_with_a_name_and_a_colon() -> None:
    text = "Menko Bagus: Dua Tanggul Baru Dibangun Tahun Ini\n" + ID
    quote = only(text)
    assert quote.text_in(text) == "Dua Tanggul Baru Dibangun Tahun Ini"
    assert at(text, quote.source) == "Menko Bagus"


def test_nothing_is_suggested_in_furniture() -> None:
    text = ID + '\nADVERTISEMENT\nSCROLL TO CONTINUE WITH CONTENT\n"Air surut besok pagi," kata Rahmat.\n'
    article = Article(text)
    found = list(find_quotes(article, Findings()))
    assert len(found) == 1
    assert not any(article.in_furniture(span) for quote in found for span in quote.spans)


def test_a_name_known_from_the_name_finder_is_used() -> None:
    text = ID + '"Air surut besok pagi," kata Rahmat.'
    start = text.rindex("Rahmat")
    person = Entity(id="a", label="PER", spans=(Span(start, start + 6),), entity="Rahmat Hidayat")
    (quote,) = find_quotes(Article(text), Findings(entities=[person]))
    assert quote.speaker == "Rahmat Hidayat"


EN = "The river that runs through the town has not fallen, and the people who left are still waiting. "


def test_english_tags_in_both_orders_and_split_quotations() -> None:
    text = (
        EN
        + "“The bridge is closed,” said Mayor Ann Porter. “It will stay closed.”\n“We need boats,” she added."
    )
    found = quotes(text)
    assert [quote.text_in(text) for quote in found] == [
        "“The bridge is closed,” … “It will stay closed.”",
        "“We need boats,”",
    ]
    assert [quote.speaker for quote in found] == ["Ann Porter", "Ann Porter"]


def test_english_reports_leave_that_and_the_recipient_outside() -> None:
    text = EN + "Porter told reporters that the pumps had failed, adding that new ones were on their way."
    found = quotes(text)
    assert [quote.text_in(text) for quote in found] == [
        "the pumps had failed",
        "new ones were on their way",
    ]
    assert {quote.speaker for quote in found} == {"Porter"}


def test_english_outermost_attribution_and_according_to() -> None:
    text = (
        EN + "The council promised new pumps, officials said. According to Dr. Lee Hart, the wells are safe."
    )
    found = quotes(text)
    assert [quote.text_in(text) for quote in found] == [
        "The council promised new pumps",
        "the wells are safe",
    ]
    assert found[1].speaker == "Lee Hart"


def test_nouns_that_look_like_verbs_do_not_report() -> None:
    text = EN + "Her claims about the pumps were in the report. The state calls were long."
    assert quotes(text) == []


def test_through_the_pipeline_ids_are_stable() -> None:
    text = ID + '"Air surut besok pagi," kata Rahmat.'
    first = suggest(Article(text), [find_quotes])
    assert [quote.id for quote in first] == [quote.id for quote in suggest(Article(text), [find_quotes])]
    assert first[0].id


_WORDS = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "''",
        "kata",
        "ujarnya",
        "Budi",
        "mengatakan",
        "bahwa",
        ",",
        ".",
        "!",
        ":",
        "―",
        "(",
        "\x00",
        "\u202e",
        "menurut",
        "Menurutnya",
        "dia",
        "said",
        "according",
        "to",
        "he",
        "that",
        "adding",
        "Hal",
        "itu",
        "disampaikan",
        "yang",
        "A.",
        "dan",
        "Porter",
        "told",
        "the",
        "saying",
        "Senin",
        "\n",
    ]
)


@given(st.lists(st.tuples(_WORDS, st.sampled_from(["", " "])), max_size=40))
def test_any_text_gives_quotes_with_places_in_it(words: list[tuple[str, str]]) -> None:
    text = "".join(word + space for word, space in words)
    for quote in quotes(text):
        assert all(left.end <= right.start for left, right in pairwise(quote.spans))
        for _, (start, end) in quote.places():
            assert 0 <= start < end <= len(text)
        assert quote.label in ("direct", "indirect", "mixed")
        assert quote.why


@pytest.mark.parametrize(
    "piece", ['"', "” ", "a", "(", "kata Budi, ", "X said, ", "Budi mengatakan, ", ", saying x"]
)
def test_one_endless_line_is_read(piece: str) -> None:
    assert quotes(piece * (60_000 // len(piece))) == []
