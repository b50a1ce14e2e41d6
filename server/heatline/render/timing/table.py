"""The rows of an answer as cells: what was called, how long it took, and what comparing gave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from heatline.analysis.answers import Answer, Timed
from heatline.analysis.trials import Summary
from heatline.render.numbers import count, loop_time
from heatline.render.timing.text import NOT_TIMED, taken_text
from heatline.render.timing.verdict import comparison_text
from heatline.render.timing.words import NATURAL, names_text, row_text
from heatline_runner.model import Trial

HEAD: Final = ("Call", "Time per loop", "Fastest", "Slowest", "Loops", "First call")
NATURAL_HEAD: Final = ("Call", "Median", "Fastest", "Slowest", "Calls", "First call")
COMPARED: Final = "Compared"
NONE: Final = "–"


@dataclass(frozen=True)
class TimedCells:
    """One side of ``row``; ``place`` is the line that it names, as measured."""

    row: Timed
    cells: tuple[str, ...]
    place: tuple[str, int] | None


def table_head(answer: Answer) -> tuple[str, ...]:
    """The titles of the cells."""
    head = NATURAL_HEAD if _natural(answer) else HEAD
    return (*head, COMPARED) if _compared(answer) else head


def place_title(answer: Answer) -> str:
    """What the line that a row names is."""
    return "Slowest called from" if _natural(answer) else "Line"


def table_rows(answer: Answer) -> Iterator[TimedCells]:
    """A row for each side; why one was not timed stands in the verdict."""
    compared = _compared(answer)
    for row in answer.rows:
        for trial, of in ((row.base, row.summary), (row.other, row.other_summary)):
            if trial is not None:
                cells = (row_text(trial), *_figures(trial, of))
                verdict = _verdict(answer, row) if trial is row.other else ""
                yield TimedCells(row, (*cells, verdict) if compared else cells, _place(trial))


def _natural(answer: Answer) -> bool:
    return all(row.base.asked == NATURAL for row in answer.rows)


def _compared(answer: Answer) -> bool:
    return any(row.other is not None for row in answer.rows)


def _figures(trial: Trial, of: Summary | None) -> tuple[str, ...]:
    first = NONE if trial.first_ns is None else loop_time(trial.first_ns)
    if of is None:
        return (NOT_TIMED, NONE, NONE, NONE, first)
    natural = trial.asked == NATURAL
    taken = loop_time(of.median_ns) if natural else taken_text(trial, of)
    return (
        taken,
        loop_time(of.best_ns),
        loop_time(of.slowest_ns),
        _calls(trial) if natural else count(trial.loops * len(trial.samples_ns)),
        first,
    )


def _calls(trial: Trial) -> str:
    """``1,000 of 1,204``."""
    clocked, calls = len(trial.samples_ns), trial.calls or 0
    return f"{count(clocked)} of {count(calls)}" if calls > clocked else count(clocked)


def _verdict(answer: Answer, row: Timed) -> str:
    return NONE if row.comparison is None else comparison_text(names_text(answer, row), row.comparison)


def _place(trial: Trial) -> tuple[str, int] | None:
    if trial.asked == NATURAL:
        return trial.slowest
    return (trial.path, trial.line) if trial.path and trial.line > 0 else None
