"""The Pythons that a benchmark runs on: those at hand, each with a venv of the benchmark's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.stop import Stop

Versions = tuple[tuple[str, ...], ...]  # of each group the first at hand
VERSIONS: Versions = (("3.11",), ("3.12", "3.13"))
LINE_VERSIONS: Versions = (("3.11",), ("3.12",), ("3.13",))
WITH_NEWEST: Versions = (*LINE_VERSIONS, ("3.15", "3.14"))
LINE_PROFILER = "line_profiler==5.1.0"
MEMORY_PROFILER = "memory_profiler==0.61.0"
PYINSTRUMENT = "pyinstrument==5.1.3"
PEERS = (LINE_PROFILER, MEMORY_PROFILER, "psutil==7.2.2")
PYPERFORMANCE = "pyperformance==1.14.0"


@dataclass(frozen=True)
class BenchPython:
    """An interpreter with the profilers we compare with installed; ``version`` has two parts."""

    version: str
    executable: Path


def bench_pythons(cache: Path, wanted: tuple[str, ...], versions: Versions = VERSIONS) -> tuple[BenchPython, ...]:
    """One Python per group of ``versions``, or those of ``wanted``, with their venvs in ``cache``."""
    groups = tuple((version,) for version in wanted) or versions
    found = [next(_at_hand(group), None) for group in groups]
    pythons = tuple(_with_peers(python, cache) for python in found if python)
    if not pythons:
        raise Stop(f"No Python {' or '.join(sum(groups, ()))} was found. Install one, or put it on PATH.")
    return pythons


def _with_peers(python: BenchPython, cache: Path) -> BenchPython:
    """pyinstrument has wheels for some versions only: where it cannot be had, what is measured goes without it."""
    try:
        return installed(python, cache, (*PEERS, PYINSTRUMENT))
    except Stop:
        return installed(python, cache, PEERS)


def installed(python: BenchPython, cache: Path, packages: tuple[str, ...]) -> BenchPython:
    """The same Python, in a venv in ``cache`` that has ``packages`` and no others."""
    venv = cache / "-".join((python.version, *(package.replace("==", "-") for package in packages)))
    executable = venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = venv / "installed"
    if not done.exists():
        _run(python.executable, "-m", "venv", "--clear", venv)
        _run(executable, "-m", "pip", "install", "--quiet", *packages)
        done.touch()
    return BenchPython(python.version, executable)


def full_version(python: BenchPython) -> str:
    code = "import platform; print(platform.python_implementation(), platform.python_version())"
    return subprocess.run([python.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def pyperformance_benchmarks(python: BenchPython, cache: Path) -> Path:
    """The folder of pyperformance's benchmark scripts, as its wheel has them."""
    target = cache / PYPERFORMANCE.replace("==", "-")
    benchmarks = target / "pyperformance" / "data-files" / "benchmarks"
    if not benchmarks.is_dir():
        _run(python.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", target, PYPERFORMANCE)
    return benchmarks


def _at_hand(versions: tuple[str, ...]) -> Iterator[BenchPython]:
    for version in versions:
        for candidate in _candidates(version):
            if _version(candidate) == version:
                yield BenchPython(version, candidate)


def _candidates(version: str) -> Iterator[Path]:
    yield Path(sys.executable)
    on_path = shutil.which(f"python{version}")
    if on_path:
        yield Path(on_path)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from sorted(pyenv.glob(f"versions/{version}.*/bin/python"))


def _version(executable: Path) -> str | None:
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        return subprocess.run([executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def _run(*argv: str | Path) -> None:
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{' '.join(map(str, argv))} failed:\n{done.stderr.strip()}")
