"""An article as it goes to another machine, with all that suggestions for it hang on, and what comes back.

There it is laid out in a folder of its own and annotated as it would be here; nothing need be there but
artreader. What comes back is the whole new sidecar, which only has to be put in place.
"""

from __future__ import annotations

import json
import platform
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotations.batch.current import INCOMPLETE, finders_version, learnt_files, mark_in
from annotations.batch.one_article import Prepared, annotate
from annotations.batch.options import Goal, Options
from annotations.batch.outcome import Done, Outcome
from annotations.errors import ArtreaderError, ForeignChangeError, SaveError
from annotations.fsops import OS, content, read_regular, reason
from annotations.memory.model_file import MAX_BYTES as LEARNT_BYTES
from annotations.scheme import SCHEME_NAME
from annotations.scheme.reading import MAX_BYTES as SCHEME_BYTES
from annotations.sidecar import events
from annotations.sidecar.atomic import put
from annotations.sidecar.paths import sidecar_path
from annotations.text.reading import MAX_BYTES

SAME_EVERYWHERE = "install the same artreader, with the same plug-ins, on all machines"

_AGAIN = "nothing was overwritten; the same command takes up what they wrote"
Files = Mapping[str, bytes]  # by name


@dataclass(frozen=True, slots=True)
class Parcel:
    """An article and its sidecar (None: there is none) as they are on the disk."""

    prepared: Prepared
    article: bytes
    sidecar: bytes | None

    @property
    def contents(self) -> dict[str, Any]:
        """What goes over."""
        return {"path": str(self.prepared.path), "article": self.article, "sidecar": self.sidecar}


def pack(prepared: Prepared, options: Options) -> Parcel:
    """Raises OSError or SidecarError."""
    article = read_regular(OS, str(prepared.path), MAX_BYTES)
    wanted = options.goal is not Goal.RECORDS
    return Parcel(prepared, article, _sidecar(prepared.path, options) if wanted else None)


def folder_files(prepared: Prepared) -> dict[str, bytes]:
    """What an article's folder has that suggestions hang on: its scheme, and what it has learnt.

    Raises OSError.
    """
    files = {
        path.name: read_regular(OS, str(path), LEARNT_BYTES)
        for path in learnt_files(prepared.path)
        if path.is_file()
    }
    if prepared.scheme.path is not None:
        files[SCHEME_NAME] = read_regular(OS, str(prepared.scheme.path), SCHEME_BYTES)
    return files


def annotate_parcels(
    several: Sequence[Mapping[str, Any]], files: Files, plain_options: Mapping[str, Any]
) -> list[str]:
    """What the other machine does with articles of one folder."""
    return [annotate_parcel(contents, files, plain_options) for contents in several]


def annotate_parcel(contents: Mapping[str, Any], files: Files, plain_options: Mapping[str, Any]) -> str:
    """What becomes of one article there, as JSON."""
    named = Path(contents["path"])
    options = replace(Options.of(plain_options), force=True)
    with tempfile.TemporaryDirectory(prefix="artreader-") as folder:
        path = Path(folder) / named.name
        sidecar = sidecar_path(path, options.annotator)
        for name, data in (*files.items(), (path.name, contents["article"])):
            (Path(folder) / name).write_bytes(data)
        if contents["sidecar"] is not None:
            sidecar.write_bytes(contents["sidecar"])
        outcome = annotate(path, options, named=named)
        made = sidecar.read_bytes() if sidecar.exists() else None
    return json.dumps(
        {
            "version": finders_version(),
            "machine": platform.node(),
            "outcome": outcome.plain(),
            "sidecar": None if made in (None, contents["sidecar"]) else made.decode("utf-8"),
        }
    )


def unpack(parcel: Parcel, answer: str, options: Options) -> Outcome:
    """Put the new sidecar in place. Raises SaveError, also when the one there is another by now, and
    ArtreaderError when the other machine has other finders.
    """
    said = json.loads(answer)
    outcome = Outcome.of(said["outcome"])
    prepared, sidecar = parcel.prepared, said["sidecar"]
    marks = (INCOMPLETE,) if outcome.done is Done.PARTLY else (prepared.mark,)
    others = said["version"] != finders_version()
    if others or (sidecar is not None and mark_in(sidecar.encode("utf-8")) not in marks):
        raise ArtreaderError(f"the worker on {said['machine']} has other finders", advice=SAME_EVERYWHERE)
    if sidecar is not None:
        _put(parcel, sidecar.encode("utf-8"), options)
    return outcome


def _put(parcel: Parcel, data: bytes, options: Options) -> None:
    path = sidecar_path(parcel.prepared.path, options.annotator)

    def unchanged() -> None:
        if _sidecar(parcel.prepared.path, options) != parcel.sidecar:
            raise ForeignChangeError(
                "not saved: the file was changed by somebody else", path=path, advice=_AGAIN
            )

    try:
        put(OS, path, data, before_replacing=unchanged)
    except OSError as error:
        raise SaveError(f"not saved: {reason(error)}", path=path) from error


def _sidecar(path: Path, options: Options) -> bytes | None:
    """The bytes of its sidecar, None when there is none. Raises SidecarError."""
    sidecar = sidecar_path(path, options.annotator)
    try:
        return content(OS, sidecar, events.MAX_BYTES)
    except OSError as error:
        raise events.unreadable(error, sidecar) from error
