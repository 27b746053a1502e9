"""Deciding about somebody's annotations: what there is to review, what was decided, what it changed."""
