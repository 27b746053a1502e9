"""Headless half of artreader: articles, annotations, finders, sidecar files.

Nothing in this package imports `tui` or textual, so it serves as a library.
"""

__version__ = "0.1.0"
