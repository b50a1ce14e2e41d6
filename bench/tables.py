"""The results as tables of text, and the two ways to write a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.goals import Goal
from bench.results import Results
from bench.slowdown import Slowdown
from bench.start_up import StartUp


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
    return (
        Table("Goals", ("Python", "goal", "at most", "is", ""), tuple(map(_goal_row, results.goals))),
        Table("Slowdown of the program's body", slowdown_head, tuple(map(_slowdown_row, results.slowdowns))),
        Table("Start-up", start_up_head, tuple(map(_start_up_row, results.start_ups))),
    )


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
    return (goal.python, goal.title, f"{goal.limit:.2f}", f"{goal.figure:.3f}", verdict)


def _slowdown_row(row: Slowdown) -> tuple[str, ...]:
    hits = (f"{row.kernprof_hits:,}", f"{row.heatline_hits:,}")
    return (row.python, row.program, _milliseconds(row.plain_ns), *_ratios(row), *hits)


def _start_up_row(row: StartUp) -> tuple[str, ...]:
    return (row.python, row.measured, _milliseconds(row.plain_ns), *_ratios(row))


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
