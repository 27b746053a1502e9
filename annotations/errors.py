"""The one error a person sees: a line that names the file, the place and what to do."""

from __future__ import annotations

from pathlib import Path

from annotations.display import display


class ArtreaderError(Exception):
    """Something a person can put right.

    `line` and `column` count from 1. `str(error)` is one line:
    ``path:line:column: message; advice``.
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
        advice: str = "",
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = None if path is None else Path(path)
        self.line = line
        self.column = column
        self.advice = advice

    def __str__(self) -> str:
        place = "" if self.path is None else display(str(self.path))
        for number in (self.line, self.column):
            if number is not None:
                place += f":{number}"
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}; {self.advice}" if self.advice else text


class InputError(ArtreaderError):
    """An article that cannot be read."""


class SidecarError(ArtreaderError):
    """A sidecar file that cannot be understood."""


class SchemeError(ArtreaderError):
    """An `artreader.yaml`, or the guidelines it names, that cannot be understood."""


class SaveError(ArtreaderError):
    """A sidecar file that could not be written; the file on disk is as it was."""

    @property
    def reason(self) -> str:
        """Why, without the words "not saved"."""
        return self.message.removeprefix("not saved: ")


class ForeignChangeError(SaveError):
    """Not written, since somebody else changed the file meanwhile: to be merged with it first."""
