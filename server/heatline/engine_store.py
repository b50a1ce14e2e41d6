"""Where the compiled engines are kept, one folder per interpreter tag, and how one is fetched into it.

Nothing is ever installed into the user's environment: a fetched engine lies in Heatline's own folder.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from heatline.interpreters import Interpreter
from heatline_runner.registry import Package

BESIDE_SERVER = Path(__file__).resolve().parent.parent / "engines"
NATIVE = BESIDE_SERVER.parent / "native" / "lib"  # our own compiled module, one per kind of interpreter
MODULE = "_heatline_tracer"
FETCH_LIMIT_S = 300


class FetchFailed(Exception):
    """The engine could not be fetched; the message is a sentence with the next step."""


def user_store() -> Path:
    """The private folder of this user's, filled on demand."""
    return user_data_path("heatline", appauthor=False) / "engines"


@dataclass(frozen=True)
class Found:
    """Where the code of a package is, and which version of it."""

    path: Path
    version: str


def found_package(interpreter: Interpreter, package: Package) -> Found | None:
    """The private copy of ``package`` for ``interpreter``, else a good one of the user's own."""
    for store in (BESIDE_SERVER, user_store()):
        path = store / interpreter.tag / package.module
        if path.exists():
            return Found(path, package.version)
    own = interpreter.packages.get(package.name)
    if own is not None and own[1] in package.good_versions:
        return Found(Path(own[0]), own[1])
    return None


def compiled_module(interpreter: Interpreter) -> Path | None:
    """Our own module, compiled for ``interpreter``."""
    path = NATIVE / f"{MODULE}{interpreter.suffix}"
    return path if interpreter.suffix and path.is_file() else None


def fetch(interpreter: Interpreter, package: Package, store: Path) -> Path:
    """Fetch the pinned ``package`` for ``interpreter`` into ``store``, unless it is there; FetchFailed."""
    place = store / interpreter.tag
    if (place / package.module).exists():
        return place
    store.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store, prefix=".fetching-") as folder:
        new = Path(folder) / "new"
        _install(interpreter, f"{package.name}=={package.version}", new)
        place.mkdir(exist_ok=True)
        for item in new.iterdir():
            wanted = item.name.startswith(package.name) or item.name == Path(package.module).parts[0]
            if wanted and not (place / item.name).exists():
                shutil.move(item, place / item.name)
    return place


def _install(interpreter: Interpreter, requirement: str, target: Path) -> None:
    options = ["install", "--quiet", "--no-deps", "--only-binary=:all:", "--no-compile", "--disable-pip-version-check"]
    options += ["--target", str(target), requirement]
    said = ""
    for pip in ([interpreter.path, "-m", "pip"], [sys.executable, "-m", "pip", "--python", interpreter.path]):
        try:
            done = subprocess.run(
                [*pip, *options], capture_output=True, text=True, errors="replace", timeout=FETCH_LIMIT_S, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            said = str(problem)
            continue
        if done.returncode == 0:
            return
        said = next(
            (line for line in done.stderr.splitlines() if line.startswith("ERROR")), said or done.stderr.strip()
        )
    raise FetchFailed(
        f"{requirement} could not be fetched for Python {interpreter.version} ({said}). "
        "Look whether the package index can be reached, or install it yourself: "
        f"{interpreter.path} -m pip install {requirement}"
    )
