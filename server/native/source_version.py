"""The version of the compiled module: Heatline's own, and a digest of what it is compiled from.

So a wheel's name tells whether it is of today's sources, whoever built it and when.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

HEATLINE = "0.1.0"
FOLDER = Path(__file__).resolve().parent
DIGITS = 12  # of the digest, enough to tell sources apart


def c_files() -> list[Path]:
    """What the compiler is given, in order."""
    return sorted(FOLDER.glob("*.c"))


def version() -> str:
    """Such as ``0.1.0+3f2a90c1d7be``: the text of all C files and headers, and the options they are compiled with."""
    digest = hashlib.sha256()
    for path in [*c_files(), *sorted(FOLDER.glob("*.h")), FOLDER / "setup.py"]:
        digest.update(f"\0{path.name}\0".encode())
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))  # as a checkout on Windows may have them
    return f"{HEATLINE}+{digest.hexdigest()[:DIGITS]}"


if __name__ == "__main__":
    print(version())  # noqa: T201 - as a command, that is its answer
