"""The other packages, none of which the installed program needs: `pip install 'artreader[oracles]'`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

NAMES = ("nervaluate", "sklearn", "krippendorff")


def missing() -> list[str]:
    """Those that are not installed."""
    return [name for name in NAMES if find_spec(name) is None]


def load(name: str) -> Any:
    return import_module(name)
