"""Where the compiled engines are kept, one folder per interpreter tag, and how one is fetched into it.

Nothing is ever installed into the user's environment: a fetched engine lies in Heatline's own folder.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from platformdirs import user_data_path

from heatline.interpreters import Interpreter
from heatline_runner.registry import Engine

BESIDE_SERVER = Path(__file__).resolve().parent.parent / "engines"
FETCH_LIMIT_S = 300


class FetchFailed(Exception):
    """The engine could not be fetched; the message is a sentence with the next step."""


def user_store() -> Path:
    """The private folder of this user's, filled on demand."""
    return user_data_path("heatline", appauthor=False) / "engines"


def engine_path(interpreter: Interpreter, engine: Engine) -> tuple[Path, str] | None:
    """The folder and the version of the engine's package for ``interpreter``: the private copy, else a good own one."""
    for store in (BESIDE_SERVER, user_store()):
        path = store / interpreter.tag / engine.package
        if path.is_dir():
            return path, engine.version
    own = interpreter.packages.get(engine.package)
    if own is not None and own[1] in engine.good_versions:
        return Path(own[0]), own[1]
    return None


def fetch(interpreter: Interpreter, engine: Engine, store: Path) -> Path:
    """Fetch the pinned package of ``engine`` for ``interpreter`` into ``store``, unless it is there; FetchFailed."""
    place = store / interpreter.tag
    if (place / engine.package).is_dir():
        return place
    store.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=store, prefix=".fetching-") as folder:
        new = Path(folder) / "new"
        _install(interpreter, f"{engine.package}=={engine.version}", new)
        place.mkdir(exist_ok=True)
        for item in new.iterdir():
            if item.name.startswith(engine.package) and not (place / item.name).exists():
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
