"""Running a command as somebody whom file permissions bind, also where the tests run as root."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NOBODY = 65534
_DROP = (
    "import os, sys; os.setgroups([]); os.setgid({id}); os.setuid({id}); os.execv(sys.argv[1], sys.argv[1:])"
)


def unprivileged(*command: str) -> list[str]:
    """`command` (its program a whole path) without root's powers."""
    if os.geteuid() != 0:
        return list(command)
    return [sys.executable, "-c", _DROP.format(id=NOBODY), *command]


def hand_over(folder: Path) -> None:
    """Give `folder` and all in it to whom `unprivileged` runs commands as, with the way to it."""
    if os.geteuid() != 0:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    for parent in folder.parents:  # pytest makes its folders for one person alone
        if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o001)
