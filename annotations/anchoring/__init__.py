"""Spans that find their place again when the article was changed since.

An anchor is an exact quote, up to 32 code points of context on each side, and the place it
was at (W3C Web Annotation: TextQuoteSelector with TextPositionSelector). The quote and its
context decide, then where its neighbours went; the place is a hint. What is only alike is
marked so, until a person confirms it. What cannot be told is lost, never guessed.
"""

from annotations.anchoring.anchor import CONTEXT, Anchor, Anchored, anchor_of, holds
from annotations.anchoring.reanchoring import Reanchored, place_again, reanchor

__all__ = ["CONTEXT", "Anchor", "Anchored", "Reanchored", "anchor_of", "holds", "place_again", "reanchor"]
