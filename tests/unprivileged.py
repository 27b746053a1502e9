"""Running a command as somebody whom file permissions bind, also where the tests run as root."""

from __future__ import annotations

import os
import sys

# Not another user, who might not even reach the interpreter: root without the capabilities
# CAP_DAC_OVERRIDE (1) and CAP_DAC_READ_SEARCH (2), by prctl(PR_CAPBSET_DROP), see capabilities(7).
_DROP = """
import ctypes, os, sys
libc = ctypes.CDLL(None, use_errno=True)
for capability in (1, 2):
    if libc.prctl(24, capability, 0, 0, 0):
        sys.exit("cannot drop capabilities: " + os.strerror(ctypes.get_errno()))
os.execv(sys.argv[1], sys.argv[1:])
"""


def unprivileged(*command: str) -> list[str]:
    """`command` (its program a whole path) without root's power over permissions."""
    if os.geteuid() != 0:
        return list(command)
    return [sys.executable, "-c", _DROP, *command]
