"""``python -m bench``: run the benchmark, print its tables, write ``docs/benchmarks.md``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.machine import machine_facts
from bench.memory import MemoryRow, memory_row
from bench.page import benchmark_page
from bench.pythons import BenchPython, bench_pythons, full_version, pyperformance_benchmarks
from bench.results import Results
from bench.slowdown import Slowdown, slowdown
from bench.start_up import StartUp, start_ups
from bench.stop import Stop
from bench.tables import plain_text, result_tables
from bench.truth import TruthRow, truth_rows
from bench.workspace import IMPORTED, MEMORY, REAL, SMALL_CALLS, fill_workspace

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
CACHE = ROOT / ".venv" / "bench"  # its own venvs, pyperformance's scripts, and results.json
ROUNDS, QUICK_ROUNDS, QUICK_DIVISOR = 5, 2, 10
START_UPS_PER_ROUND = 3
MEMORY_ROUNDS = 2  # memory_profiler takes its time
PARTS = ("time", "start-up", "memory")


@dataclass(frozen=True)
class Options:
    rounds: int
    quick: bool
    pythons: tuple[str, ...]
    parts: tuple[str, ...]


def main() -> int:
    """Give 0 when every goal is met, 1 when one is missed, 2 when the benchmark could not run."""
    options = _options()
    try:
        results = _run(options)
    except Stop as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    sys.stdout.write("\n\n".join(map(plain_text, result_tables(results))) + "\n")
    (CACHE / "results.json").write_text(results.to_json(), "utf-8")
    if not options.quick and options.parts == PARTS:
        PAGE.write_text(benchmark_page(results), "utf-8")
    return 0 if all(goal.met for goal in results.goals) else 1


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="npm run bench --", description="What measuring costs, as ratios.")
    parser.add_argument(
        "--quick", action="store_true", help="short loops, few rounds; the page in docs/ stays as it is"
    )
    parser.add_argument("--rounds", type=int, help=f"default {ROUNDS}")
    parser.add_argument(
        "--python", action="append", default=[], metavar="3.X", help="only this version; may be repeated"
    )
    parser.add_argument(
        "--part", action="append", choices=PARTS, default=[], help="only this part; the page stays as it is"
    )
    asked = parser.parse_args()
    rounds = asked.rounds or (QUICK_ROUNDS if asked.quick else ROUNDS)
    return Options(rounds, asked.quick, tuple(asked.python), tuple(asked.part) or PARTS)


def _run(options: Options) -> Results:
    machine = machine_facts()
    pythons = bench_pythons(CACHE, options.pythons)
    with TemporaryDirectory(prefix="heatline-bench-") as name:
        folder = Path(name)
        fill_workspace(folder, pyperformance_benchmarks(pythons[0], CACHE), QUICK_DIVISOR if options.quick else 1)
        return Results(
            machine=machine,
            pythons=tuple(map(full_version, pythons)),
            rounds=options.rounds,
            start_ups=tuple(row for python in pythons for row in _start_ups(python, folder, options)),
            slowdowns=tuple(row for python in pythons for row in _slowdowns(python, folder, options)),
            memory=tuple(row for python in pythons for row in _memory(python, folder, options)),
            truth=tuple(row for python in pythons for row in _truth(python, folder, options)),
        )


def _slowdowns(python: BenchPython, folder: Path, options: Options) -> Iterator[Slowdown]:
    for program in (*REAL, IMPORTED, SMALL_CALLS) if "time" in options.parts else ():
        _say(f"{python.version}: {program.title}")
        yield slowdown(python, program, folder, options.rounds)


def _start_ups(python: BenchPython, folder: Path, options: Options) -> tuple[StartUp, ...]:
    if "start-up" not in options.parts:
        return ()
    _say(f"{python.version}: start-up")
    return start_ups(python, folder, options.rounds * START_UPS_PER_ROUND)


def _memory(python: BenchPython, folder: Path, options: Options) -> Iterator[MemoryRow]:
    for program in MEMORY if "memory" in options.parts else ():
        _say(f"{python.version}: memory, {program.title}")
        yield memory_row(python, program, folder, MEMORY_ROUNDS)


def _truth(python: BenchPython, folder: Path, options: Options) -> tuple[TruthRow, ...]:
    if "memory" not in options.parts:
        return ()
    _say(f"{python.version}: memory, known bytes")
    return truth_rows(python, folder)


def _say(what: str) -> None:
    sys.stderr.write(f"{what} …\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
