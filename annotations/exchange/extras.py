"""Packages that a format needs and an optional extra brings."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from annotations.errors import ArtreaderError


def needed(module: str, extra: str) -> Any:
    """The module. Raises ArtreaderError, which names the extra, where it is not installed."""
    try:
        return import_module(module)
    except ImportError as error:
        raise ArtreaderError(
            f"this format needs the package {module.partition('.')[0]}",
            advice=f"install artreader[{extra}]",
        ) from error
