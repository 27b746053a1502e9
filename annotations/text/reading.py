"""From a file's bytes to the text everything else stands on.

Nothing is guessed: UTF-8, or UTF-16 with a byte order mark, or the encoding the
person names. Statistical guessing takes Windows-1252 news text for DOS code pages.
"""

from __future__ import annotations

import codecs
import errno
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import InputError
from annotations.late_pattern import late_pattern

MAX_BYTES = 16 * 1024 * 1024
SNIFFED = 8192  # how far a NUL is looked for, as git does

ADVICE = "if an old Windows program wrote it, try --encoding cp1252"
_PUT_TEXT = "put the text of the article in it"
_AS_TEXT = "save it as plain text; if it is UTF-16 without a byte order mark, try --encoding utf-16-le"
_BYTE_ORDER_MARK = "\ufeff"
_NEWLINE = late_pattern(r"\r\n|\n|\r")
_FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY  # a FIFO must not hang us


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` has LF only and no byte order mark; `newline` is the first line ending, or "\\n"."""

    text: str
    encoding: str
    newline: str
    bom: bool


def read_file(path: Path, encoding: str | None = None) -> Decoded:
    """Read a regular file of at most 16 MB; `encoding` overrides UTF-8 and UTF-16 with byte order mark.

    Raises InputError when there is no such file, it cannot be opened, is no regular
    file, is empty, binary or too large, or does not decode.
    """
    return decode(_read_bytes(path), path, encoding)


def decode(data: bytes, path: Path | None = None, encoding: str | None = None) -> Decoded:
    """Decode `data`; `path` is only named in errors. Raises InputError as `read_file` does."""
    if not data:
        raise InputError("the file is empty", path=path, advice=_PUT_TEXT)
    encoding = _sniff(data, path) if encoding is None else _known(encoding, path)
    text = _decode_strictly(data, path, encoding)
    bom = text.startswith(_BYTE_ORDER_MARK)
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if encoding == "utf-16":  # Python's codec takes the mark away, and reads without one by guessing
        bom = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if "\0" in text[:SNIFFED]:
        raise InputError("not a text file: it holds binary data", path=path, advice=_AS_TEXT)
    if not text or text.isspace():
        raise InputError("the file holds nothing but blank space", path=path, advice=_PUT_TEXT)
    if "\r" not in text:
        return Decoded(text, encoding, "\n", bom)
    first = _NEWLINE.search(text)
    newline = first.group() if first else "\n"
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, newline, bom)


def _read_bytes(path: Path) -> bytes:
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise _unopened(error, path) from error
    except ValueError as error:  # an embedded NUL
        shown = str(path).replace("\0", "\\0")
        raise InputError("no file can have this name", path=shown, advice="look at the name") from error
    try:
        _refuse_irregular(os.fstat(descriptor).st_mode, path)
        chunks = []
        room = MAX_BYTES + 1  # st_size is 0 for files of /proc and may be stale for others
        while room > 0 and (chunk := os.read(descriptor, min(room, 1 << 20))):
            chunks.append(chunk)
            room -= len(chunk)
    except OSError as error:
        raise _unopened(error, path) from error
    finally:
        with suppress(OSError):
            os.close(descriptor)
    if room <= 0:
        raise InputError(
            f"larger than {MAX_BYTES >> 20} MB", path=path, advice="split it into one file an article"
        )
    return b"".join(chunks)


def _unopened(error: OSError, path: Path) -> InputError:
    for kind, words, advice in _UNOPENED:
        if isinstance(error, kind):
            return InputError(words, path=path, advice=advice)
    if error.errno == errno.ELOOP:
        return InputError("symbolic links that lead in a circle", path=path, advice="delete one of them")
    return InputError(f"cannot be read: {error.strerror or error}".rstrip("."), path=path, advice=_COPY)


_COPY = "copy it to another place and open it there"
_UNOPENED: tuple[tuple[type[OSError], str, str], ...] = (
    (FileNotFoundError, "no such file", ""),
    (PermissionError, "permission denied", "allow reading it: chmod u+r"),
    (IsADirectoryError, "a folder, not an article", "name a file in it"),
    (NotADirectoryError, "no such file: part of its path is not a folder", ""),
)


def _refuse_irregular(mode: int, path: Path) -> None:
    if stat.S_ISREG(mode):
        return
    kinds = (
        (stat.S_ISDIR, "a folder, not an article", "name a file in it"),
        (stat.S_ISFIFO, "a named pipe, not a file", _SAVE_FIRST),
        (stat.S_ISSOCK, "a socket, not a file", _SAVE_FIRST),
        (stat.S_ISCHR, "a device, not a file", _SAVE_FIRST),
        (stat.S_ISBLK, "a device, not a file", _SAVE_FIRST),
    )
    found = ((words, advice) for test, words, advice in kinds if test(mode))
    words, advice = next(found, ("not a regular file", _SAVE_FIRST))
    raise InputError(words, path=path, advice=advice)


_SAVE_FIRST = "save what it gives to a file, and open that"


def _sniff(data: bytes, path: Path | None) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise InputError("UTF-32 text is not read", path=path, advice="try --encoding utf-32")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in data[:SNIFFED]:
        raise InputError("not a text file: it holds binary data", path=path, advice=_AS_TEXT)
    return "utf-8"


def _known(encoding: str, path: Path | None) -> str:
    try:
        return codecs.lookup(encoding).name
    except (LookupError, ValueError) as error:
        raise InputError(
            f"unknown encoding {encoding!r}", path=path, advice="well-known ones are utf-8, cp1252, utf-16"
        ) from error


def _decode_strictly(data: bytes, path: Path | None, encoding: str) -> str:
    try:
        text = data.decode(encoding)
        if encoding != "utf-8":
            text.encode("utf-8")  # a few codecs let lone surrogates through, which nothing could save again
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "ignore")
        line, column = _place(before.removeprefix(_BYTE_ORDER_MARK))
        wrong = " ".join(f"0x{byte:02X}" for byte in data[error.start : error.start + 1])
        raise InputError(
            f"not valid {encoding.upper()}: byte {wrong} at offset {error.start}",
            path=path,
            line=line,
            column=column,
            advice=ADVICE if encoding == "utf-8" else "name another --encoding",
        ) from error
    except (UnicodeError, LookupError, ValueError) as error:
        raise InputError(
            f"{encoding!r} does not decode this file to text", path=path, advice="name another --encoding"
        ) from error
    return text


def _place(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what follows `before`."""
    line, last = 1, 0
    for match in _NEWLINE.finditer(before):
        line, last = line + 1, match.end()
    return line, len(before) - last + 1
