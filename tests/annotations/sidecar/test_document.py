"""What a person wrote by hand into a sidecar survives a save."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.article import Article
from annotations.model import Annotation, Entity, Note
from annotations.sidecar.store import Store
from tests.annotations.sidecar.examples import TEXT, article_at, place

SHA = Article(TEXT).sha256
HEAD = f"""# Read by Ani on Monday.
# Second line.

format: artreader/1
desk: politik  # an unknown key
article:
    # where it came from
    file: "berita.txt"
    url: "https://example.org/a"  # unknown too
    sha256: "{SHA}"
    length: {len(TEXT)}
    language: id
suggested_by: "artreader 0.0.9"
"""
BLOCK = (
    HEAD
    + """annotations:  # all of them
  # the president
  - id: e1
    kind: entity
    label:   PER      # surely
    quote: Siti Rahma
    at: [9,
         19]
    entity: 'Siti Rahma'
    mood: {calm: yes, dates: [2026-11-22]}   # unknown
    # decided by both
    status: accepted

  # --- quotes ---

  # the pact
  - kind: agreement
    label: agreement
    id: a1
    quote: >-
      perjanjian itu
    at: [82, 96]
    parties:
      - "Kedua negara"
      - no
    status: suggested
  -  # dash
    # below the dash
    id: n1
    kind: note
    note: |
      first line
      second line

    quote: "hadir"
    at: [124, 129]
# the end
"""
)
FLOW_ITEMS = (
    HEAD
    + """annotations: [
  # the president
  {id: e1, kind: entity, label: PER, quote: Siti Rahma, at: [9, 19], entity: "Siti Rahma", x: 1},
  {id: n1, kind: note, quote: "hadir", at: [124, 129], # the minister
   note: "a # b"}
  # behind
]
"""
)
FLOW_ITEM = (
    HEAD
    + """annotations:
# the president
- {id: e1, kind: entity, label: PER, # really
   quote: Siti Rahma, at: [9, 19], entity: "Siti Rahma", x: 1}
- {id: n1, kind: note, quote: "hadir", at: [124, 129], note: "a # b"}  # the minister
"""
)
JSON = f"""# a comment
{{"format": "artreader/1", "article": {{"file": "berita.txt", "sha256": "{SHA}"}}, "more": [1, null],
 "annotations": [{{"id": "e1", "kind": "entity", "quote": "Siti Rahma", "at": [9, 19]}}, # who
 {{"id": "n1", "kind": "note", "note": "a # b", "quote": "hadir", "at": [124, 129]}}]}}
"""
ALL = {"block": BLOCK, "flow list": FLOW_ITEMS, "flow item": FLOW_ITEM, "json": JSON}


def opened(folder: Path, text: str) -> tuple[Article, Store, dict[str, Annotation]]:
    article = article_at(folder)
    (folder / "berita.txt.annotations.yaml").write_text(text, encoding="utf-8", newline="")
    store, loaded = Store.open(article)
    assert (loaded.moved, loaded.lost, loaded.text_changed) == (0, 0, False)
    return article, store, {annotation.id: annotation for annotation in loaded.annotations}


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that are gone, and the lines that are new."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


@pytest.mark.parametrize("name", ALL)
def test_hand_formatting_is_read(tmp_path: Path, name: str) -> None:
    _, _, found = opened(tmp_path, ALL[name])
    assert found["e1"].spans == (place("Siti Rahma"),)
    assert found["n1"].spans == (place("hadir"),)
    if name == "block":
        assert found["a1"].value("parties") == ("Kedua negara", "no")
        assert found["n1"].note == "first line\nsecond line\n"
        assert found["e1"].extra == {"mood": {"calm": "yes", "dates": ["2026-11-22"]}}


@pytest.mark.parametrize("name", ALL)
def test_saving_what_was_read_leaves_the_file_alone(tmp_path: Path, name: str) -> None:
    article, store, found = opened(tmp_path, ALL[name])
    before = store.path.stat()
    store.save(article, found.values(), suggested=name != "json")
    if name == "json":  # has no length, which is then filled in
        return
    assert store.path.stat().st_mtime_ns == before.st_mtime_ns
    assert store.path.stat().st_ino == before.st_ino


def test_one_changed_value_changes_one_line(tmp_path: Path) -> None:
    article, store, found = opened(tmp_path, BLOCK)
    found["e1"] = found["e1"].with_(label="ORG")
    store.save(article, found.values())
    gone, new = changed_lines(BLOCK, store.path.read_text("utf-8"))
    assert gone == ["    label:   PER      # surely"]
    assert new[0] == "    label: ORG  # surely"
    # what the hand-written one lacked is filled in, as in every annotation that is written
    assert [line.split(":")[0].strip() for line in new[1:]] == ["before", "after"]


def test_a_new_annotation_takes_on_the_indentation_of_the_list(tmp_path: Path) -> None:
    article, store, found = opened(tmp_path, BLOCK)
    added = Entity(id="e2", label="PER", spans=(place("Budi"),), entity="Budi")
    store.save(article, [*found.values(), added])
    after = store.path.read_text("utf-8")
    gone, new = changed_lines(BLOCK, after)
    assert gone == []
    assert new[0] == "  - id: e2"
    assert '    entity: "Budi"' in new
    assert after.index("id: a1") < after.index("id: e2") < after.index("id: n1")


def test_a_removed_annotation_takes_its_comment_along_but_not_the_heading(tmp_path: Path) -> None:
    article, store, found = opened(tmp_path, BLOCK)
    del found["a1"]
    store.save(article, found.values())
    after = store.path.read_text("utf-8")
    assert "# the pact" not in after
    assert "id: a1" not in after
    assert after.index("# --- quotes ---") < after.index("id: n1") < after.index("# the end")


def test_removing_all_keeps_head_and_end(tmp_path: Path) -> None:
    article, store, _ = opened(tmp_path, BLOCK)
    store.save(article, [])
    after = store.path.read_text("utf-8")
    assert after.startswith(HEAD)
    assert "annotations: []  # all of them" in after
    assert after.endswith("# the end\n")
    assert Store.open(article)[1].annotations == []


def test_a_key_taken_out_of_the_first_place_leaves_its_dash(tmp_path: Path) -> None:
    text = (
        HEAD
        + 'annotations:\n- note: "x"\n  # who\n  id: n1\n  kind: note\n  quote: hadir\n  at: [124, 129]\n'
    )
    article, store, found = opened(tmp_path, text)
    store.save(article, [found["n1"].with_(note="")])
    after = store.path.read_text("utf-8")
    assert "  # who\n- id: n1\n  kind: note\n  quote: hadir\n" in after
    assert Store.open(article)[1].annotations == [found["n1"].with_(note="")]


def test_new_keys_stand_in_their_usual_order(tmp_path: Path) -> None:
    article, store, found = opened(tmp_path, BLOCK)
    store.save(
        article, [*({**found, "a1": found["a1"].with_(title="Pakta", why="lexicon", note="?")}).values()]
    )
    lines = store.path.read_text("utf-8").splitlines()
    keys = [line.split(":")[0].strip() for line in lines[lines.index("  - kind: agreement") + 1 :]]
    assert keys.index("title") < keys.index("parties") < keys.index("status")
    assert keys.index("status") < keys.index("why") < keys.index("note")


def test_unknown_keys_inside_a_place_survive_its_change(tmp_path: Path) -> None:
    text = HEAD + (
        "annotations:\n- id: q1\n  kind: quote\n  quote: hadir\n  at: [124, 129]\n"
        "  cue: {quote: ujar, at: [99, 103], seen: 2}\n"
    )
    article, store, found = opened(tmp_path, text)
    store.save(article, [found["q1"].with_(cue=place("akan"))])
    assert '  cue: {quote: "akan", at: [26, 30], seen: 2}' in store.path.read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", ALL)
def test_comments_and_unknown_keys_survive_a_change_of_everything(tmp_path: Path, name: str) -> None:
    article, store, found = opened(tmp_path, ALL[name])
    everything = [annotation.with_(note="changed") for annotation in found.values()]
    store.save(article, everything)
    after = store.path.read_text("utf-8")
    for comment in ("the president", "the minister", "behind", "really", "surely", "decided by both",
                    "--- quotes ---", "the pact", "the end", "Second line.", "where it came from",
                    "an unknown key", "unknown too", "all of them", "# who", "a comment",
                    "# dash", "below the dash"):  # fmt: skip
        assert after.count(f"{comment}\n") == ALL[name].count(f"{comment}\n"), comment
    again = {annotation.id: annotation for annotation in Store.open(article)[1].annotations}
    assert again == {annotation.id: annotation for annotation in everything}
    assert again["e1"].extra == found["e1"].extra


def test_a_changed_text_moves_places_and_keeps_the_rest(tmp_path: Path) -> None:
    _, _, _ = opened(tmp_path, BLOCK)
    article = article_at(tmp_path, "Jakarta: " + TEXT)
    store, loaded = Store.open(article)
    assert (loaded.text_changed, loaded.moved, loaded.lost) == (True, 3, 0)
    assert store.path.read_text("utf-8") == BLOCK
    store.save(article, loaded.annotations)
    after = store.path.read_text("utf-8")
    assert "    at: [18, 28]\n    before: " in after
    for kept in ("    quote: Siti Rahma\n", "label:   PER      # surely", "# the pact", "      - no\n"):
        assert kept in after
    again = Store.open(article)[1]
    assert (again.text_changed, again.annotations) == (False, loaded.annotations)


def test_crlf_stays_crlf(tmp_path: Path) -> None:
    article, store, found = opened(tmp_path, BLOCK.replace("\n", "\r\n"))
    note = Note(id="n2", label="", spans=(place("Budi"),), note="two\nlines")
    store.save(article, [*found.values(), note])
    data = store.path.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n")
    assert Store.open(article)[1].annotations[-2] == note


def test_a_directive_and_document_marks_stay(tmp_path: Path) -> None:
    article, store, found = opened(tmp_path, "%YAML 1.1\n---\n" + BLOCK + "...\n")
    store.save(article, [found["e1"]])
    after = store.path.read_text("utf-8")
    assert after.startswith("%YAML 1.1\n---\n# Read by")
    assert after.endswith("...\n")


def test_keys_behind_the_annotations_stay_there(tmp_path: Path) -> None:
    lines = HEAD.replace("suggested_by", "# whose\nannotator: ani\nsuggested_by")
    text = "annotations:\n- {id: n1, kind: note, quote: hadir, at: [124, 129]}\n# then\n" + lines
    article, store, found = opened(tmp_path, text)
    store.save(article, [found["n1"], Note(id="n2", label="", spans=(place("Budi"),))])
    after = store.path.read_text("utf-8")
    gone, new = changed_lines(text, after)
    assert gone == []
    assert new[0] == "- id: n2"
    assert after.index("- id: n2") < after.index("- {id: n1") < after.index("# then")
    assert after.endswith(lines)
