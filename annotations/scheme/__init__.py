"""What there is to tag in a folder: labels with keys and colours, fields, kinds of one's own, guidelines."""

from annotations.scheme.finding import SCHEME_NAME, find_scheme, scheme_of
from annotations.scheme.model import NOT_NAMES, Label, OwnKind, Scheme, Takes
from annotations.scheme.reading import (
    default_scheme,
    default_text,
    read_guidelines,
    read_scheme,
    schema_text,
)

__all__ = [
    "NOT_NAMES",
    "SCHEME_NAME",
    "Label",
    "OwnKind",
    "Scheme",
    "Takes",
    "default_scheme",
    "default_text",
    "find_scheme",
    "read_guidelines",
    "read_scheme",
    "schema_text",
    "scheme_of",
]
