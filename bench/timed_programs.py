"""What is timed: the programs, and the profile that ``heatline timeit`` makes of one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from bench.pythons import BenchPython
from bench.stop import Stop
from bench.tools import LAUNCH
from bench.workspace import PROGRAMS
from heatline_runner.model import Profile
from heatline_runner.profile_json import read_profile

ONE_FAILED: Final = 1  # of several calls; the profile says which, and why
SERVER: Final = LAUNCH.parent
TIMED: Final = PROGRAMS / "timed"
PAIR: Final = TIMED / "pair.py"
FUNCTIONS: Final = TIMED / "functions.py"
GROWTH: Final = TIMED / "growth.py"


def timed_profile(python: BenchPython, program: Path, report: Path) -> Profile:
    """What the comments in ``program`` ask for; ``report`` is where the profile goes, in JSON."""
    heatline("timeit", "--python", str(python.executable), "--format", "json", "--output", str(report), str(program))
    return read_profile(report)


def heatline(*arguments: str) -> None:
    """Run the ``heatline`` command, to the end."""
    argv = (sys.executable, str(LAUNCH), *arguments)
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode not in (0, ONE_FAILED):
        raise Stop(f"{' '.join(argv)} failed with {done.returncode}:\n{done.stderr.strip()}")
