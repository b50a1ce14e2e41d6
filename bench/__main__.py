"""``python -m bench``: run the parts of the benchmark, print their tables, put them into ``docs/benchmarks.md``."""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.goals import goals_table
from bench.machine import machine_facts
from bench.page import page
from bench.part import Bench, Part, Section
from bench.parts import PARTS
from bench.pythons import bench_pythons, full_version
from bench.since import Kept, kept_text, read_kept, since_table
from bench.stop import Stop
from bench.tables import plain_text

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
KEPT = PAGE.with_suffix(".json")
CACHE = ROOT / ".venv" / "bench"  # its own venvs, and pyperformance's scripts
ROUNDS, QUICK_ROUNDS = 5, 2


@dataclass(frozen=True)
class Options:
    rounds: int
    quick: bool
    pythons: tuple[str, ...]
    parts: tuple[Part, ...]


def main() -> int:
    """Give 0 when every goal is met, 1 when one is missed, 2 when the benchmark could not run."""
    options = _options()
    try:
        met = [_run(part, options) for part in options.parts]
    except Stop as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    return 0 if all(met) else 1


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="npm run bench --", description="What measuring costs, as ratios.")
    parser.add_argument(
        "--quick", action="store_true", help="short loops, few rounds; the page in docs/ stays as it is"
    )
    parser.add_argument("--rounds", type=int, help=f"default {ROUNDS}")
    parser.add_argument(
        "--python",
        action="append",
        default=[],
        metavar="3.X",
        help="only this version; may be repeated; the page stays as it is",
    )
    names = [part.name for part in PARTS]
    parser.add_argument("--part", action="append", choices=names, default=[], help="only this part; may be repeated")
    parser.add_argument("more", nargs="*", metavar="PART", help="the same, without the word")
    asked = parser.parse_args()
    unknown = [name for name in asked.more if name not in names]
    if unknown:
        parser.error(f"there is no part {unknown[0]}: choose from {', '.join(names)}")
    asked.part += asked.more
    rounds = asked.rounds or (QUICK_ROUNDS if asked.quick else ROUNDS)
    parts = tuple(part for part in PARTS if not asked.part or part.name in asked.part)
    return Options(rounds, asked.quick, tuple(asked.python), parts)


def _run(part: Part, options: Options) -> bool:
    """Run ``part``, print what it came to and put it into the page; whether its goals are met."""
    machine = machine_facts()
    pythons = bench_pythons(CACHE, options.pythons, part.versions)
    with TemporaryDirectory(prefix="heatline-bench-") as name:
        section = part.measure(Bench(pythons, Path(name), CACHE, options.rounds, options.quick))
    if options.quick or options.pythons:
        _print(section)
    else:
        section = _compared(part, section, machine)
        _print(section)
        _write(part, section, (*machine, *map(full_version, pythons)))
    return all(goal.met for goal in section.goals)


def _compared(part: Part, section: Section, machine: tuple[str, ...]) -> Section:
    """``section`` with what changed since last time, its ratios kept for the next."""
    if not section.ratios:
        return section
    kept, now = read_kept(KEPT), Kept(machine, section.ratios)
    KEPT.write_text(kept_text({**kept, part.name: now}), "utf-8")
    table = since_table(kept.get(part.name), now)
    return section if table is None else replace(section, tables=(*section.tables, table))


def _write(part: Part, section: Section, facts: tuple[str, ...]) -> None:
    before = PAGE.read_text("utf-8") if PAGE.exists() else ""
    PAGE.write_text(page(before, {part: section}, facts), "utf-8")
    for name, text in section.files.items():
        PAGE.with_name(name).write_text(text, "utf-8")


def _print(section: Section) -> None:
    tables = (goals_table(section.goals), *section.tables)
    sys.stdout.write("\n\n".join(map(plain_text, tables)) + "\n\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
