"""How many line hits each profiler saw, to show that they did the same work."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from bench.pythons import BenchPython
from bench.tools import REPORT

KERNPROF_HITS = """\
import sys
from line_profiler import load_stats
timings = load_stats(sys.argv[1]).timings
print(sum(hits for lines in timings.values() for _, hits, _ in lines))
"""


def kernprof_hits(python: BenchPython, folder: Path) -> int:
    argv = (str(python.executable), "-c", KERNPROF_HITS, REPORT["kernprof"])
    return int(subprocess.run(argv, cwd=folder, capture_output=True, text=True, check=True).stdout)


def heatline_hits(folder: Path) -> int:
    profile = json.loads((folder / REPORT["heatline"]).read_text("utf-8"))
    return sum(int(hits or 0) for table in profile["lines"] for hits in table["values"]["hits"])
