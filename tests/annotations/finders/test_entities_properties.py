"""What holds for every text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.article import Article
from annotations.finders.entities import find_entities
from annotations.finders.entities.candidates import FLOOR
from annotations.finders.entities.tokens import tokenize
from annotations.finders.findings import Findings
from annotations.model import Span

PIECES = (
    *(
        "Menteri",
        "Koordinator",
        "Ketua Umum",
        "presiden",
        "Polda",
        "Kementerian",
        "PT",
        "Tbk",
        "Jalan",
        "Bank",
    ),
    *(
        "Jakarta",
        "RI",
        "AS",
        "Uni Eropa",
        "KPK",
        "Siti",
        "Budi-Ani",
        "diTimur",
        "M.",
        "Senin",
        "(19/9)",
        "2024",
    ),
    *(
        "Rp",
        "5,5",
        "%",
        "UU No. 8",
        "dan",
        ",",
        ".",
        '"',
        "(",
        ")",
        "\n",
        "kata",
        "Agreement",
        "I",
        "the",
        "of",
    ),
)
soup = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)


@given(st.one_of(soup, st.text(max_size=120)))
def test_any_text_gives_mentions_in_order_without_overlap(text: str) -> None:
    article = Article(text)
    end = 0
    for entity in find_entities(article, Findings()):
        [span] = entity.spans
        assert end <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        assert entity.entity
        assert entity.why
        assert entity.confidence is not None
        assert FLOOR <= entity.confidence <= 1
        end = span.end


@given(soup)
def test_the_same_text_gives_the_same_mentions(text: str) -> None:
    assert list(find_entities(Article(text), Findings())) == list(find_entities(Article(text), Findings()))


@given(st.text(max_size=80))
def test_tokens_cover_everything_but_white_space(text: str) -> None:
    tokens = tokenize(text, Span(0, len(text)))
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(token.text for token in tokens) == "".join(text.split())


def test_long_runs_of_one_thing_are_read() -> None:
    for piece in ("A", "Polda ", "1,", '"', "Menteri, ", "UU ", "Aa-Bb ", "(A"):
        text = piece * 5000
        assert all(entity.end <= len(text) for entity in find_entities(Article(text), Findings()))
