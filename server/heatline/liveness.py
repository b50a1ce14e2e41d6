"""Whether a process is still there."""

from __future__ import annotations

import os
import sys


def is_alive(pid: int) -> bool:
    """False where there is none of that number. On Windows, where asking would be Ctrl-C, it is not known: True."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
