"""The trained tagger of names: a linear-chain conditional random field (Lafferty et al. 2001).

`tools/train_names.py` makes the model files. The tagger is a C library, python-crfsuite;
where it cannot be imported, or a language has no model, the rules work alone.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.features import OUTSIDE, QUOTATION_MARKS, FeatureReader
from annotations.finders.entities.tokens import Token
from annotations.finders.entities.vocabulary import Vocabulary, vocabulary
from annotations.model import Span

# Places that the rules list and the training corpus leaves unmarked; by our guideline they are LOC.
UNMARKED_PLACE = "X"
_OTHER = {
    f"{begins}-{label}": f"{begins}-{other}"
    for begins in "BI"
    for label, other in (("LOC", UNMARKED_PLACE), (UNMARKED_PLACE, "LOC"))
}
_BRACKETS = frozenset("()[]{}")
_LONGEST = 400  # tokens of a sentence that are read at once, so that one endless line costs no more than many


class Tagged(NamedTuple):
    """A name as the model sees it; `probability` is the least of its tokens' marginals."""

    span: Span
    label: str
    probability: float


class NameModel:
    """One trained model: a file of CRFsuite, compressed with gzip.

    Raises ImportError without python-crfsuite, ValueError or OSError when `data` is no such file.
    """

    def __init__(self, data: bytes, reader: FeatureReader) -> None:
        import pycrfsuite  # type: ignore[import-untyped]

        self._data = gzip.decompress(data)  # the tagger reads from it as long as it lives
        self._tagger: Any = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._data)
        self._reader = reader
        self._labels = frozenset(self._tagger.labels())

    def read(self, article: str, tokens: Sequence[Token], candidates: Sequence[Candidate]) -> list[Tagged]:
        """Names of a sentence by our guideline, in text order; `candidates` are what the rules found in it.

        An alias in brackets is a name of its own, and no name goes over a quotation mark.
        """
        names: list[Tagged] = []
        for labelled in self.label(tokens, candidates):
            names += _names(article, labelled)
        return names

    def label(
        self, tokens: Sequence[Token], candidates: Sequence[Candidate], outside: bool = False
    ) -> Iterator[list[tuple[Token, str, float]]]:
        """Stretch by stretch, each token with its BIO label by the training corpus and its marginal.

        That of a token outside names is 0 unless `outside` asks for it.
        """
        plain = [token for token in tokens if token.text not in QUOTATION_MARKS]
        starts = [candidate.span.start for candidate in candidates]
        for start in range(0, len(plain), _LONGEST):
            part = plain[start : start + _LONGEST]
            first, after = bisect_left(starts, part[0].start), bisect_left(starts, part[-1].end)
            inside = candidates[first:after]
            for at, features in self._reader.windows(part, inside):
                labels = self._tagger.tag(features)
                marginals = [
                    self._marginal(label, place) if outside or label != OUTSIDE else 0.0
                    for place, label in enumerate(labels)
                ]
                yield list(zip(part[at : at + len(labels)], labels, marginals, strict=True))

    def _marginal(self, label: str, place: int) -> float:
        """The marginal of a label; that of a place is a place's, whether the corpus would mark it or not."""
        marginal: float = self._tagger.marginal(label, place)
        other = _OTHER.get(label)
        return marginal + self._tagger.marginal(other, place) if other in self._labels else marginal


def _names(article: str, labelled: Iterable[tuple[Token, str, float]]) -> Iterator[Tagged]:
    run: list[tuple[Token, str, float]] = []
    for token, label, marginal in labelled:
        if label == OUTSIDE or token.text in _BRACKETS:
            yield from _name(run)
            run = []
            continue
        if run and not _go_on(article, run[-1], token, label):
            yield from _name(run)
            run = []
        run.append((token, label, marginal))
    yield from _name(run)


def _go_on(article: str, before: tuple[Token, str, float], token: Token, label: str) -> bool:
    quoted = QUOTATION_MARKS.intersection(article[before[0].end : token.start])
    return label[0] == "I" and label[2:] == before[1][2:] and not quoted


def _name(run: list[tuple[Token, str, float]]) -> Iterator[Tagged]:
    """The name that tokens of one label are, marks at its end cut off; none without a capital."""
    while run and not run[-1][0].text[0].isalnum() and not _ends_initial(run):
        run.pop()
    while run and not run[0][0].text[0].isalnum():
        run.pop(0)
    while run and run[0][1][2:] == "PER" and run[-1][0].text.islower():
        run.pop()  # a verb that ran on: Jokowi mewanti-wanti
    if any(token.capital for token, _, _ in run):
        span = Span(run[0][0].start, run[-1][0].end)
        yield Tagged(span, run[0][1][2:], min(marginal for _, _, marginal in run))


def _ends_initial(run: Sequence[tuple[Token, str, float]]) -> bool:
    return run[-1][0].text == "." and len(run) > 2 and len(run[-2][0].text) == 1


@cache
def name_model(language: str) -> NameModel | None:
    """The model of `language`, loaded at the first call; None where there is none."""
    words: Vocabulary = vocabulary(language)
    file = files(__package__) / "models" / f"{words.language}.crfsuite.gz"
    try:
        return NameModel(file.read_bytes(), FeatureReader(words))
    except (ImportError, FileNotFoundError):
        return None
