"""Values that another program marshalled, read without trusting them.

Reading what somebody made up may crash Python itself. So it is read in a process of its own first, with a limit to its
memory; what that survives is read here. Reading runs nothing of it; who takes values from it looks at their types.
"""

from __future__ import annotations

import marshal
import subprocess
import sys
from pathlib import Path
from typing import Final

from heatline.formats.foreign import MOST_BYTES
from heatline_runner.profile_json import NotAProfile

LIMIT_S: Final = 20.0
TRIAL: Final = f"""
import gc, marshal, os, sys
gc.disable()
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({8 * MOST_BYTES}, {8 * MOST_BYTES}))
except (ImportError, ValueError, OSError):
    pass
with open(sys.argv[1], "rb") as file:
    value = marshal.loads(file.read())
os._exit(0 if type(value) is dict else 3)  # at once: freeing all of it takes as long as reading it
"""


def read_marshalled(path: Path) -> object:
    """The dictionary in the file at ``path``; OSError where it cannot be read, NotAProfile where it is none."""
    if path.stat().st_size > MOST_BYTES:
        raise NotAProfile(f"it is larger than {MOST_BYTES >> 20} MiB")
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", TRIAL, str(path)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotAProfile(f"it could not be read in {LIMIT_S:.0f} s") from None
    if done.returncode == 3:
        raise NotAProfile("it is no file of cProfile's")
    if done.returncode:
        raise NotAProfile("it is cut short, or no file of cProfile's")
    value: object = marshal.loads(path.read_bytes())  # of a file piece by piece, ten times slower
    return value
