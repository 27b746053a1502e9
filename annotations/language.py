"""Which language an article is in, by its function words."""

from __future__ import annotations


def guess_language(text: str) -> str:
    return "en" if text.count(" the ") > text.count(" yang ") + text.count(" dan ") else "id"
