"""A small TOML file of names and values: where each stands, and one value changed with all else kept."""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotations.errors import ArtreaderError, SaveError
from annotations.fsops import OS, FileOps, read_regular, reason
from annotations.sidecar.atomic import replace_file, sync_folder

LIMIT = 1_000_000  # bytes; a settings file has a few hundred
_PLACE = re.compile(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)$")
_HEADER = re.compile(r"\s*\[\s*([^\[\]#]+?)\s*\]\s*(?:#.*)?$")
_ENTRY = re.compile(r"(\s*)([\w.\"'-]+)(\s*=\s*)")

Value = str | int | float | list[str]


class TomlText:
    """A file's text with its values by dotted name ("keys.preset")."""

    def __init__(self, text: str, path: Path) -> None:
        """Raises ArtreaderError, with the line, for what is not TOML."""
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.text = text = text.replace("\r\n", "\n")
        self.path = path
        try:
            self.values: Mapping[str, Any] = dict(_flat(tomllib.loads(text)))
        except RecursionError:
            raise ArtreaderError("nested too deeply", path=path) from None
        except ValueError as error:
            raise _not_toml(error, text, path) from None

    def line_of(self, name: str) -> int | None:
        """The number of the line where a value is given, from 1."""
        return next((number for number, _ in self._entries(name)), None)

    def _entries(self, name: str) -> Iterator[tuple[int, re.Match[str]]]:
        table = ""
        for number, line in enumerate(self.text.split("\n"), start=1):
            if header := _HEADER.match(line):
                table = _plain(header[1]) + "."
            elif (entry := _ENTRY.match(line)) and table + _plain(entry[2]) == name:
                yield number, entry

    def with_value(self, name: str, value: Value) -> str:
        """The text with another value; comments and everything else stay as they are.

        A new entry goes before the first table. Raises ArtreaderError where the place cannot be told.
        """
        lines = self.text.split("\n")
        found = next(self._entries(name), None)
        if found is None:
            first_table = next((i for i, line in enumerate(lines) if line.lstrip().startswith("[")), None)
            at = first_table if first_table is not None else len(lines) - (lines[-1] == "")
            lines.insert(at, f"{name} = {written(value)}")
            if at == len(lines) - 1:
                lines.append("")
        else:
            number, entry = found
            old = lines[number - 1]
            rest = old[entry.end() :]
            lines[number - 1] = old[: entry.end()] + written(value) + _comment(rest)
        text = "\n".join(lines)
        expected = {**self.values, name: value}
        try:
            if TomlText(text, self.path).values == expected:
                return text
        except ArtreaderError:
            pass
        raise ArtreaderError(
            f"{name} could not be changed",
            path=self.path,
            line=self.line_of(name),
            advice=f"write {name} = {written(value)} there by hand",
        )


def _comment(rest: str) -> str:
    """What stands behind the value at the beginning of `rest`: blanks and a comment."""
    for match in re.finditer("#|$", rest):
        value, comment = rest[: match.start()], rest[match.start() :]
        try:
            tomllib.loads(f"x = {value}")
        except ValueError:
            continue  # a # within a text
        return value[len(value.rstrip()) :] + comment
    return ""


def written(value: Value) -> str:
    """A value as TOML, which shares its texts, numbers and lists with JSON."""
    return json.dumps(value, ensure_ascii=False)


def _plain(name: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in name.split("."))


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _not_toml(error: ValueError, text: str, path: Path) -> ArtreaderError:
    message = str(error)
    place = _PLACE.search(message)
    line = column = None
    if place is not None:
        message = message[: place.start()]
        line, column = (int(place[1]), int(place[2])) if place[1] else (text.count("\n") + 1, None)
    message = message[:1].lower() + message[1:]
    return ArtreaderError(
        f"not TOML: {message}", path=path, line=line, column=column, advice='an entry is: name = "text" or 12'
    )


def read(path: Path, ops: FileOps = OS) -> TomlText:
    """The file at `path`; an empty one where there is none. Raises ArtreaderError."""
    try:
        data = read_regular(ops, str(path), LIMIT)
    except (FileNotFoundError, NotADirectoryError):
        return TomlText("", path)
    except OSError as error:
        raise ArtreaderError(f"cannot be read: {reason(error)}", path=path) from error
    if len(data) > LIMIT:
        raise ArtreaderError(f"larger than {LIMIT} bytes", path=path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArtreaderError("not UTF-8", path=path, line=line, advice="save it as UTF-8") from None
    return TomlText(text, path)


def change(path: Path, name: str, value: Value, ops: FileOps = OS) -> None:
    """Change one value in the file as it is on the disk now.

    Raises ArtreaderError; the file is then as it was.
    """
    old = read(path, ops)
    text = old.with_value(name, value).replace("\n", old.newline)
    try:
        os.makedirs(path.parent, mode=0o700, exist_ok=True)  # as the XDG specification asks
        target = ops.realpath(str(path))
        replace_file(ops, target, text.encode(), before_replacing=lambda: None)
        sync_folder(ops, target)
    except OSError as error:
        raise SaveError(f"not saved: {reason(error)}", path=path) from error
