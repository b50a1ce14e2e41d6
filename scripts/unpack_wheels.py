"""Unpacks the compiled modules of server/native/wheels into server/native/lib, where a run and the package find them.

No interpreter here has to fit: the package carries the modules for all of them, and each knows its own by the suffix.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

NATIVE = Path(__file__).resolve().parents[1] / "server" / "native"
MODULE = "_heatline_tracer."
SUFFIXES = (".so", ".pyd")


def unpack(wheels: Path, lib: Path) -> None:
    """Have in ``lib`` the modules that are in ``wheels``, and no others."""
    lib.mkdir(exist_ok=True)
    names: set[str] = set()
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            found = [name for name in archive.namelist() if name.startswith(MODULE) and name.endswith(SUFFIXES)]
            for name in found:
                _put(lib / name, archive.read(name))
        names.update(found)
    for path in lib.iterdir():
        if path.name not in names:
            path.unlink()


def _put(path: Path, content: bytes) -> None:
    """By another name first: a program that is being profiled has the old file mapped, and keeps it."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)


if __name__ == "__main__":
    unpack(NATIVE / "wheels", NATIVE / "lib")
