"""What every page has around it: the head, with the style and a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from html import escape
from importlib import resources

from annotations.pages.colours import DARK, LIGHT, PAPER, Ground

END = "\n</body>\n</html>\n"


def head(title: str, css: Iterable[str], script: str = "") -> Iterator[str]:
    """Up to the body. Whatever a text may hold, the browser is told to fetch nothing, and to run but
    `script`, which it knows by its digest."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = f" script-src 'sha256-{digest}';" if script else ""
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; img-src data:;{allowed} "
        "base-uri 'none'; form-action 'none'"
    )
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<link rel="icon" href="data:,">\n'  # or browsers ask for one
        f"<title>{escape(title)}</title>\n<style>\n{resource('page.css')}"
    )
    yield "\n".join([*on_each_ground(_fixed), *css])
    yield "\n</style>\n</head>\n<body>\n"


def on_each_ground(variables: Callable[[Ground], str]) -> Iterator[str]:
    """Rules that give what `variables` says of each ground, where that ground is in use."""
    yield f":root {{ {variables(LIGHT)} }}"
    yield f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {variables(DARK)} }} }}"
    yield f"@media print {{ :root {{ {variables(PAPER)} }} }}"


def _fixed(ground: Ground) -> str:
    names = ("ground", "panel", "ink", "quiet", "link", "line")
    return " ".join(f"--{name}: {getattr(ground, name)};" for name in names)


def resource(name: str) -> str:
    return resources.files("annotations.pages").joinpath(name).read_text("utf-8")
