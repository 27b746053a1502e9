"""What is kept in the XDG state folder beside the work itself: where one left off, what is trusted."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from pathlib import Path
from typing import Any


def state_path(*names: str) -> Path:
    """The path of that name in artreader's state folder."""
    from platformdirs import user_state_path  # costs 20 ms, which most runs need not pay

    return user_state_path("artreader").joinpath(*names)


def write_json(path: Path, values: Any) -> None:
    """Put the file in place whole, in a folder that need not be there. Raises OSError.

    It is not synced: what is kept so may be lost with the machine's power.
    """
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        temporary.write_text(json.dumps(values) + "\n", encoding="utf-8")
        os.replace(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
