"""Finders that other packages offer, by the entry point group `artreader.finders` (docs/plug-ins.md).

An entry point names a `Finder`. Each runs in a process of its own (`isolated`); where no package
offers one, nothing is imported and nothing started.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from annotations.finders.findings import Unavailable
from annotations.finders.options import BUILT_IN, FinderOptions

if TYPE_CHECKING:
    from annotations.finders.isolated import IsolatedFinder

__all__ = ["GROUP", "Plugin", "Unavailable", "plugged_finders", "plugins", "usable"]

GROUP = "artreader.finders"
# Our own finders behind the group, and the package without which there is no use in starting them.
_NEEDS = {"annotations.finders.spacy_names:find_names": "spacy"}


@dataclass(frozen=True, slots=True)
class Plugin:
    """One entry point: its name, what it names, and the package that offers it."""

    name: str
    point: str
    package: str = ""
    version: str = ""

    @property
    def missing(self) -> str:
        """The package that it needs and that is not installed, or ""."""
        needed = _NEEDS.get(self.point, "")
        return needed if needed and find_spec(needed) is None else ""

    @property
    def label(self) -> str:
        """As a message names it: "mine (artreader-mine 1.2)"."""
        return f"{self.name} ({self.package} {self.version})"


def plugins() -> tuple[Plugin, ...]:
    """All that are installed, by name; of several of one name, and of one named as a built-in finder,
    the later ones are named after their package too."""
    found: dict[str, Plugin] = {}
    for plugin in sorted(_installed(), key=lambda plugin: (plugin.name, plugin.package, plugin.point)):
        name = plugin.name
        if name in found or name in BUILT_IN:
            name = f"{plugin.package}:{name}"
        found.setdefault(name, Plugin(name, plugin.point, plugin.package, plugin.version))
    return tuple(found.values())


def _installed() -> Iterator[Plugin]:
    from importlib.metadata import distributions  # 40 ms, for those who have plug-ins alone

    seen: set[str] = set()
    for distribution in distributions():
        package = distribution.name or ""
        if package in seen:
            continue  # an older one further down the path
        seen.add(package)
        for point in distribution.entry_points:
            if point.group == GROUP:
                yield Plugin(point.name, f"{point.module}:{point.attr}", package, distribution.version)


def any_installed(path: tuple[str, ...] | None = None) -> bool:
    """Whether a package in the folders of `path` (sys.path) may offer a finder that can run here.

    Looks at the names of the group in the files alone, which takes some milliseconds less than to parse
    what is installed.
    """
    offered: set[str] = set()
    for folder in dict.fromkeys(path or tuple(sys.path)):
        offered.update(_offered_in(folder or "."))
    return any(needed is None or find_spec(needed) is not None for needed in map(_NEEDS.get, offered))


def _offered_in(folder: str) -> Iterator[str]:
    try:
        names = os.listdir(folder)
    except OSError:
        return
    for name in names:
        if not name.endswith((".dist-info", ".egg-info")):
            continue
        try:
            with open(os.path.join(folder, name, "entry_points.txt"), encoding="utf-8") as file:
                text = file.read()
        except (OSError, UnicodeDecodeError):
            continue
        _, group, rest = text.partition(f"[{GROUP}]")
        if group:
            for line in rest.split("\n[")[0].splitlines():
                name, equals, point = line.partition("=")
                if equals:
                    yield point.split("[")[0].replace(" ", "")


@cache
def usable() -> tuple[Plugin, ...]:
    """Those of `plugins` that have what they need; what is installed is looked at once."""
    return tuple(plugin for plugin in plugins() if not plugin.missing) if any_installed() else ()


_running: dict[tuple[Plugin, float, int], IsolatedFinder] = {}


def plugged_finders(options: FinderOptions) -> tuple[IsolatedFinder, ...]:
    """Those of all installed packages that are on, in the order of their names.

    Their processes start with the first call, and end once `options` have others instead.
    """
    wanted = {
        (plugin, options.seconds, options.megabytes): plugin
        for plugin in usable()
        if options.has(plugin.name)
    }
    for key in _running.keys() - wanted.keys():
        _running.pop(key).stop()
    if wanted.keys() - _running.keys():
        from annotations.finders.isolated import IsolatedFinder

        for key in wanted.keys() - _running.keys():
            _running[key] = IsolatedFinder(wanted[key], options)
    return tuple(_running[key] for key in wanted)


def forget_installed() -> None:
    """Look again at what is installed, the next time somebody asks."""
    usable.cache_clear()
    for key in list(_running):
        _running.pop(key).stop()
