"""Values that another program marshalled, read without trusting them.

Reading what somebody made up may crash Python itself. So it is read in a process of its own first, with a limit to its
memory; what that survives, and is nothing but plain values, is read here.
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
import marshal, sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({8 * MOST_BYTES}, {8 * MOST_BYTES}))
except (ImportError, ValueError, OSError):
    pass
with open(sys.argv[1], "rb") as file:
    value = marshal.load(file)
PLAIN = (int, float, str, bytes, bool, type(None))
def look(value, depth):
    if type(value) is dict:
        return depth and all(look(key, depth - 1) and look(each, depth - 1) for key, each in value.items())
    if type(value) in (tuple, list):
        return depth and all(look(each, depth - 1) for each in value)
    return type(value) in PLAIN
sys.exit(0 if look(value, 8) else 3)
"""


def read_marshalled(path: Path) -> object:
    """The value in the file at ``path``; OSError where it cannot be read, NotAProfile where it is not plain."""
    if path.stat().st_size > MOST_BYTES:
        raise NotAProfile(f"it is larger than {MOST_BYTES >> 20} MiB")
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-c", TRIAL, str(path)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotAProfile(f"it could not be read in {LIMIT_S:.0f} s") from None
    if done.returncode == 3:
        raise NotAProfile("it has values in it that no profile has")
    if done.returncode:
        raise NotAProfile("it is cut short, or no file of cProfile's")
    with path.open("rb") as file:
        value: object = marshal.load(file)
    return value
