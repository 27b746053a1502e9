"""The bytes of a sidecar, which our own loader has read back as what they are to say."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotations.errors import SaveError, SidecarError
from annotations.model import Annotation
from annotations.sidecar import events
from annotations.sidecar.document import Document, render_new
from annotations.sidecar.file_kinds import Kinds
from annotations.sidecar.header import Header


def rendered(
    old: Document | None, header: Header, wanted: Sequence[Annotation], text: str, kinds: Kinds, path: Path
) -> tuple[Document, bytes]:
    """What to write to `path` to say `wanted`, in the file's order, of the article's `text`.

    Lines of `old` that still say what they should stay as they are; where that does not read back as
    it is, all are written afresh. Raises SaveError.
    """
    newline = old.source.newline if old else "\n"
    problem = ""
    for afresh in (False, True) if old else (True,):
        try:
            if old is None:
                written = render_new(header, wanted, text)
            else:
                written = old.render(header, wanted, text, afresh=afresh)
            data = in_bytes(written, newline)
            document = Document.read(events.load(data, path), kinds)
            if problem := document.difference(header, wanted, text):
                continue
            return document, data
        except SidecarError as error:
            where = "it" if error.line is None else f"line {error.line}"
            problem = f"{where} would not be readable: {error.message}"
        except (TypeError, ValueError) as error:
            problem = str(error)
    raise SaveError(f"not saved: {problem}", path=path)


def in_bytes(text: str, newline: str) -> bytes:
    """A file's text with LF as the file has it."""
    return text.replace("\n", newline).encode("utf-8")
