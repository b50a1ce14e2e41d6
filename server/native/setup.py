"""Compiles the module `_heatline_tracer` of the C files beside this one, for the Python that runs it."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

from setuptools import Extension, setup

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))  # a build backend does not put it there

from source_version import c_files, version  # noqa: E402

SANITIZED = bool(os.environ.get("HEATLINE_SANITIZE"))

# -g0, -s: no debug information, so that nothing tells of the machine that built it, and the same sources give the
# same bytes. -O2 over the interpreter's own -O3: smaller, and no slower here.
RELEASED = ["-O2", "-g0", "-fvisibility=hidden"]
CHECKED = ["-O1", "-g", "-fno-omit-frame-pointer", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]
COMPILE = [*(CHECKED if SANITIZED else RELEASED), "-std=gnu11", "-Wall", "-Wextra", "-Wno-missing-field-initializers"]
LINK = ["-fsanitize=address,undefined"] if SANITIZED else []
if sys.platform == "win32":
    COMPILE, LINK = ["/O2", "/std:c11"], []
elif sys.platform.startswith("linux"):
    # With oldest_glibc.h, a wheel made on a new Linux runs on an old one.
    COMPILE += ["-include", "oldest_glibc.h", "-D_GNU_SOURCE"]
    LINK += [] if SANITIZED else ["-Wl,-s", "-Wl,--build-id=none"]

setup(
    version=version(),
    py_modules=[],
    ext_modules=[
        Extension(
            "_heatline_tracer",
            sources=[path.name for path in c_files()],
            depends=[path.name for path in sorted(FOLDER.glob("*.h"))],
            include_dirs=[str(Path(sysconfig.get_paths()["include"]).parent)],  # where Debian has half of pyconfig.h
            extra_compile_args=COMPILE,
            extra_link_args=LINK,
        )
    ],
)
