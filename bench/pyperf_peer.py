"""What pyperf says of the same pairs, and whether it reads what Heatline writes for it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bench.pythons import BenchPython, installed
from bench.stop import Stop
from bench.timed_pairs import Verdict
from bench.timed_programs import TIMED

PYPERF: Final = "pyperf==2.11.0"
SIDES: Final = ("base", "other")
READ: Final = """\
import json, sys, pyperf
suite = pyperf.BenchmarkSuite.load(sys.argv[1])
print(json.dumps({each.get_name(): sorted(each.get_values()) for each in suite.get_benchmarks()}))
"""


def pyperf_python(python: BenchPython, cache: Path) -> BenchPython:
    """The same Python with pyperf, in a venv of its own."""
    return installed(python, cache, (PYPERF,))


def pyperf_verdict(python: BenchPython, seed: int, percent: int, folder: Path) -> Verdict:
    """``pyperf timeit --fast`` of both sides of a pair, and what ``pyperf compare_to`` makes of it."""
    files = [folder / f"{seed}-{percent}-{side}.json" for side in SIDES]
    for index, file in enumerate(files):
        setup = f"from works import drawn_pair; work = drawn_pair({seed}, {percent})[2][{index}]['work']"
        file.unlink(missing_ok=True)
        _pyperf(python, "timeit", "--fast", "--quiet", "--output", str(file), "--setup", setup, "work()")
    said = _pyperf(python, "compare_to", *map(str, files))
    if "not significant" in said:
        return "no_difference"
    return "faster" if "faster" in said else "slower"


def values_s(python: BenchPython, file: Path) -> Mapping[str, list[float]]:
    """What pyperf reads in ``file``: seconds per loop, the least first, by name."""
    found: dict[str, list[float]] = json.loads(_run((str(python.executable), "-c", READ, str(file))))
    return found


def _pyperf(python: BenchPython, *arguments: str) -> str:
    return _run((str(python.executable), "-m", "pyperf", *arguments), TIMED)


def _run(argv: tuple[str, ...], folder: Path | None = None) -> str:
    done = subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stop(f"{' '.join(argv)} failed:\n{done.stderr.strip()}")
    return done.stdout
