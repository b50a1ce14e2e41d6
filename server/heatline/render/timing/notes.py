"""How an answer was got, and what may mislead in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from heatline.analysis.answers import Answer, Timed
from heatline.analysis.trials import COVERAGE, NOISY, Summary
from heatline.render.numbers import below, count, loop_time, percent
from heatline.render.program_text import plain_line
from heatline.render.timing.words import NATURAL, plural, row_text
from heatline_runner.model import Clock, Trial

LONG_NS: Final = 1e9  # what takes longer is timed by itself, as heatline_runner has it
WORTH_TELLING: Final = 0.05  # a difference that most would want to see
BY_THEMSELVES: Final = (NATURAL, "repeated", "paused")  # not timed in a process of their own
NOTE_WIDTH: Final = 300
CLOCKS: Final[dict[Clock, str]] = {"wall": "by the wall clock", "cpu": "by the CPU clock of its thread"}
WAITS: Final = "By the wall clock, since it waits more than it works."
BUSY: Final = f"The readings spread by more than {percent(NOISY)}: the machine is busy, and small differences drown."


def answer_notes(answer: Answer) -> tuple[str, ...]:
    """What may mislead, each once; with its call where it is not said of all."""
    said: dict[str, list[str]] = {}
    for row in answer.rows:
        for call, text in _row_notes(row):
            said.setdefault(text, []).append(call)
    calls = {row_text(trial) for row in answer.rows for trial in _sides(row)}
    notes = [text if len(set(of)) == len(calls) or not of[0] else f"{_first(of)}: {text}" for text, of in said.items()]
    return (*notes, *_coverage(answer))


def timing_provenance(answer: Answer) -> str:
    """In which Python, and how: ``Python 3.12.1 at /usr/bin/python3 · by the wall clock · …``."""
    run = answer.profile.run
    python = f"Python {run.python_version} at {run.interpreter}" if run.interpreter else ""
    return plain_line(" · ".join(filter(None, (python, timing_method(answer)))), NOTE_WIDTH)


def timing_method(answer: Answer) -> str:
    """``by the wall clock · 96 readings of 9,346 loops · garbage collection off · the loop's own 5.1 ns taken off``."""
    trials = [trial for row in answer.rows for trial in _sides(row) if trial.samples_ns]
    parts = [CLOCKS[clock] for clock in dict.fromkeys(trial.clock for trial in trials)]
    if trials and all(trial.asked == NATURAL for trial in trials):
        parts.append("each call once, as the program made it")
    elif trials:
        parts += [_readings(trials), "garbage collection off"]
        loop_ns = max(trial.loop_ns for trial in trials)
        parts += [f"the loop's own {loop_time(loop_ns)} taken off"] if loop_ns else []
    return " · ".join(parts)


def _sides(row: Timed) -> tuple[Trial, ...]:
    return (row.base,) if row.other is None else (row.base, row.other)


def _readings(trials: list[Trial]) -> str:
    """Of one trial how many of how many loops; of several how many at most."""
    first = trials[0]
    if len(trials) == 1:
        return f"{plural(len(first.samples_ns), 'reading')} of {plural(first.loops, 'loop')}"
    counts = [len(trial.samples_ns) for trial in trials]
    return f"{'' if len(set(counts)) == 1 else 'up to '}{plural(max(counts), 'reading')} each"


def _first(calls: list[str]) -> str:
    more = len(dict.fromkeys(calls)) - 1
    return f"{calls[0]} and {count(more)} more" if more else calls[0]


def _row_notes(row: Timed) -> Iterator[tuple[str, str]]:
    """With the call that each is about; empty where it is about two."""
    for trial, of in ((row.base, row.summary), (row.other, row.other_summary)):
        if trial is not None:
            call = row_text(trial)
            yield from ((call, plain_line(note.text, NOTE_WIDTH)) for note in trial.notes)
            yield from ((call, text) for text in _derived(trial, of, row.comparison is not None))
    found = row.comparison
    if found is not None and found.verdict == "no_difference" and found.smallest > WORTH_TELLING:
        yield row_text(row.base), f"The machine is too noisy to tell differences below {below(found.smallest)}."


def _derived(trial: Trial, of: Summary | None, compared: bool) -> Iterator[str]:
    if of is None:
        return
    if trial.loops == 1 and of.median_ns >= LONG_NS and trial.asked not in BY_THEMSELVES:
        times = "once" if len(trial.samples_ns) == 1 else f"{count(len(trial.samples_ns))} times"
        yield f"Timed {times}, by itself: it takes longer than a second."
    elif trial.clock == "wall" and trial.asked not in BY_THEMSELVES:
        yield WAITS
    if of.noisy and not compared and trial.asked != NATURAL and trial.size is None:
        yield BUSY


def _coverage(answer: Answer) -> Iterator[str]:
    if any(row.comparison is not None and row.comparison.verdict != "too_few" for row in answer.rows):
        how = "as measured on equal pairs: docs/benchmarks.md"
        yield f"In brackets, between which ratios the true one lies in {percent(COVERAGE)} of comparisons, {how}."
