"""Quotes: direct, indirect and mixed speech with its cue, its source as written and its speaker.

Content, cue and source as in PARC 3 and PolNeAR; see the annotation guidelines of the default scheme.
"""

from __future__ import annotations

from annotations.finders.quotes.finder import find_quotes

__all__ = ["find_quotes"]
