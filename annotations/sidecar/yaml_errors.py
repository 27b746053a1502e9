"""PyYAML's complaints, put so that whoever edited the file by hand knows what to do."""

from __future__ import annotations

from pathlib import Path

import yaml

from annotations.errors import SidecarError

_QUOTE_IT = "put the text in double quotes"


def explain(error: yaml.YAMLError, text: str, path: Path | None) -> SidecarError:
    """The same error with file, line and column, in one line, and with advice where the cause is known."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or error).splitlines()[0]
    if mark is None:
        return SidecarError(f"not readable as YAML: {problem}", path=path)
    context = str(getattr(error, "context", None) or "")
    message, advice = _in_words(problem, context, text[mark.index : mark.index + 1])
    opened = getattr(error, "context_mark", None)
    if "quoted scalar" in context and opened is not None:
        message += f" (the quotation mark on line {opened.line + 1} is not closed)"
        advice = 'close it, and write a quotation mark inside double quotes as \\"'
    return SidecarError(message, path=path, line=mark.line + 1, column=mark.column + 1, advice=advice)


def _in_words(problem: str, context: str, char: str) -> tuple[str, str]:
    if "mapping values are not allowed" in problem:
        return 'a ":" inside a text without quotes', _QUOTE_IT
    if "tab character" in problem:
        return "a tab where YAML wants spaces", "indent with spaces"
    if "cannot start any token" in problem:
        if char == "\t":
            return "a tab where YAML wants spaces", "indent with spaces"
        return f'a text cannot begin with "{char}" without quotes', _QUOTE_IT
    if "alias" in context or "anchor" in context:
        return "a text cannot begin with & or * without quotes", _QUOTE_IT
    if "directive" in context:
        return "a text cannot begin with % without quotes", _QUOTE_IT
    if "tag" in context:
        return "a text cannot begin with ! without quotes", _QUOTE_IT
    return (
        f"not readable as YAML: {problem}",
        "look at the indentation here and just above, and put texts in double quotes",
    )
