"""The results as tables of text, and the two ways to write a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.goals import Goal
from bench.memory import MemoryRow
from bench.results import Results
from bench.slowdown import Slowdown
from bench.start_up import StartUp
from bench.truth import TruthRow

MEMORY_HEAD = (
    *("Python", "program", "plain", "memory_profiler", "Heatline", "of memory_profiler's", "a line costs", "hits"),
    *("largest gap, increments", "levels"),
)
TRUTH_HEAD = (
    *("Python", "what the line does", "grows by, truly", "Heatline, resident", "memory_profiler"),
    *("alive of it, truly", "Heatline, allocations", "tracemalloc"),
)


@dataclass(frozen=True)
class Table:
    """The first two columns are words, the others figures."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def result_tables(results: Results) -> tuple[Table, ...]:
    """Goals first, then what they rest on."""
    slowdown_head = ("Python", "program", "plain", "kernprof", "Heatline", "of kernprof's", "hits, kernprof", "hits")
    start_up_head = ("Python", "program", "plain", "kernprof", "Heatline", "of kernprof's")
    tables = (
        Table("Goals", ("Python", "goal", "at most", "is", ""), tuple(map(_goal_row, results.goals))),
        Table("Slowdown of the program's body", slowdown_head, tuple(map(_slowdown_row, results.slowdowns))),
        Table("Start-up", start_up_head, tuple(map(_start_up_row, results.start_ups))),
        Table("Line memory", MEMORY_HEAD, tuple(map(_memory_row, results.memory))),
        Table("Which instrument to believe", TRUTH_HEAD, tuple(map(_truth_row, results.truth))),
    )
    return tuple(table for table in tables if table.rows)


def plain_text(table: Table) -> str:
    """For a terminal: columns set beside each other."""
    cells = (table.head, *table.rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join([table.title, *(_text_row(row, widths) for row in cells)])


def markdown(table: Table) -> str:
    rules = ["---" if column < 2 else "---:" for column in range(len(table.head))]
    return "\n".join([f"## {table.title}", "", *map(_markdown_row, (table.head, rules, *table.rows))])


def _goal_row(goal: Goal) -> tuple[str, ...]:
    verdict = "PASS" if goal.met else "miss"
    return (goal.python, goal.title, f"{goal.limit:.2f}{goal.unit}", f"{goal.figure:.3f}{goal.unit}", verdict)


def _slowdown_row(row: Slowdown) -> tuple[str, ...]:
    hits = (f"{row.kernprof_hits:,}", f"{row.heatline_hits:,}")
    return (row.python, row.program, _milliseconds(row.plain_ns), *_ratios(row), *hits)


def _start_up_row(row: StartUp) -> tuple[str, ...]:
    return (row.python, row.measured, _milliseconds(row.plain_ns), *_ratios(row))


def _memory_row(row: MemoryRow) -> tuple[str, ...]:
    ratios = (f"{row.theirs:.0f}×", f"{row.ours:.1f}×", f"{row.of_theirs:.3f}")
    gaps = (f"{row.increment_gap_mib:.3f} MiB", f"{row.level_gap_mib:.3f} MiB")
    return (
        row.python,
        row.program,
        _milliseconds(row.plain_ns),
        *ratios,
        f"{row.line_us:.2f} μs",
        f"{row.hits:,}",
        *gaps,
    )


def _truth_row(row: TruthRow) -> tuple[str, ...]:
    grown = (row.grown, row.increment, row.memory_profiler)
    alive = (row.alive, row.allocations, row.tracemalloc)
    return (row.python, row.what, *map(_mebibytes, grown), *map(_mebibytes, alive))


def _mebibytes(amount: float | None) -> str:
    return "–" if amount is None else f"{amount:.2f} MiB" if abs(amount) >= 0.005 else f"{amount * 1024:.1f} KiB"


def _ratios(row: Slowdown | StartUp) -> tuple[str, ...]:
    return (f"{row.kernprof:.1f}×", f"{row.heatline:.1f}×", f"{row.of_kernprof:.3f}")


def _milliseconds(duration_ns: float) -> str:
    return f"{duration_ns / 1e6:.1f} ms"


def _text_row(row: Sequence[str], widths: Sequence[int]) -> str:
    words = [cell.ljust(width) for cell, width in zip(row[:2], widths[:2], strict=True)]
    figures = [cell.rjust(width) for cell, width in zip(row[2:], widths[2:], strict=True)]
    return "  " + "  ".join(words + figures).rstrip()


def _markdown_row(row: Iterable[str]) -> str:
    return f"| {' | '.join(row)} |"
