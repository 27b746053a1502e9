"""Where the sidecars of an article lie, and whose they are."""

from __future__ import annotations

import os
import re
from pathlib import Path

from annotations.errors import ArtreaderError
from annotations.sidecar.nodes import shown

_ANNOTATOR = re.compile(r"[^\W_][\w.-]{0,63}")
_SIDECAR = re.compile(
    r"(?P<article>.+)\.annotations(?:\.(?P<annotator>[^\W_][\w.-]{0,63}))?\.yaml", re.DOTALL
)


def sidecar_path(article_path: Path, annotator: str = "") -> Path:
    """`berita.txt` → `berita.txt.annotations.yaml`, for ani `berita.txt.annotations.ani.yaml`.

    Raises ArtreaderError when the annotator's name cannot be part of a file name.
    """
    if annotator:
        check_annotator(annotator)
    middle = f".{annotator}" if annotator else ""
    return article_path.with_name(f"{article_path.name}.annotations{middle}.yaml")


def check_annotator(annotator: str) -> None:
    """Raises ArtreaderError unless `annotator` is letters and digits, with - _ . between them."""
    parts = annotator.split(".")
    if not _ANNOTATOR.fullmatch(annotator) or "annotations" in parts or "" in parts:
        raise ArtreaderError(
            f"{shown(annotator)} is no name for an annotator",
            advice="use letters and digits, with - _ . between them, at most 64",
        )


def split_sidecar_name(name: str) -> tuple[str, str] | None:
    """The article's file name and the annotator ("" when nameless), or None for another file's name."""
    match = _SIDECAR.fullmatch(name)
    return (match["article"], match["annotator"] or "") if match else None


def annotator_of(sidecar: Path) -> str:
    """Whose a sidecar is by its name; "" for the nameless one, and for another file."""
    split = split_sidecar_name(sidecar.name)
    return split[1] if split else ""


def article_meant(path: Path) -> Path:
    """The article beside a sidecar; any other path as it is."""
    split = split_sidecar_name(path.name)
    return path.with_name(split[0]) if split else path


def sidecars_by_annotator(article_path: Path) -> dict[str, Path]:
    """All sidecars beside an article, the nameless one ("") first; none when the folder cannot be listed."""
    begin = f"{article_path.name}.annotations."  # most names of a folder are none of them
    try:
        names = [name for name in os.listdir(article_path.parent) if name.startswith(begin)]
    except OSError:
        return {}
    found = sorted(
        (split[1], name)
        for name in names
        if (split := split_sidecar_name(name)) and split[0] == article_path.name
    )
    return {annotator: article_path.with_name(name) for annotator, name in found}


def list_sidecars(article_path: Path) -> list[Path]:
    """All sidecars beside an article, the nameless one first; none when the folder cannot be listed."""
    return list(sidecars_by_annotator(article_path).values())
