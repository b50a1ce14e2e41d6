"""The examples, and the Pythons of this machine to run them on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "examples"
EXAMPLES = tuple(sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.py")))
VERSIONS = tuple(f"3.{minor}" for minor in range(10, 16))


def pythons() -> dict[str, str]:
    """Version to executable, one of each version at hand."""
    return {version: found for version in VERSIONS if (found := next(_found(version), None))}


def engine(version: str) -> Path:
    """Where setup keeps line_profiler for that version."""
    return ROOT / "server" / "engines" / f"cp{version.replace('.', '')}"


def copied_examples(folder: Path) -> Path:
    """The examples in ``folder``, for a run to leave there what it likes."""
    return Path(shutil.copytree(FOLDER, folder / "examples", ignore=shutil.ignore_patterns("__pycache__")))


def run(*argv: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **variables}
    return subprocess.run(argv, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def _found(version: str) -> Iterator[str]:
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    candidates = [
        sys.executable,
        shutil.which(f"python{version}"),
        *map(str, pyenv.glob(f"versions/{version}.*/bin/python")),
    ]
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    for candidate in filter(None, candidates):
        if run(candidate, "-c", code, cwd=ROOT).stdout.strip() == version:
            yield candidate
