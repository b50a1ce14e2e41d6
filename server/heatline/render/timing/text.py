"""What a lens, a message and a clipboard say of a timing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from heatline.analysis.answers import Answer, Timed
from heatline.analysis.trials import Summary
from heatline.render.numbers import SPACE, count, loop_time, plus_minus
from heatline.render.timing.growth import growth_lens, growth_sentences
from heatline.render.timing.verdict import comparison_texts
from heatline.render.timing.words import (
    NATURAL,
    call_text,
    failed_trial,
    failure_text,
    line_text,
    plural,
    short_failure,
    subject_text,
)
from heatline_runner.model import Trial

MOST_LISTED: Final = 3  # calls that a lens has room for
LISTED_WIDTH: Final = 30
NOT_TIMED: Final = "not timed"


def lens_text(answer: Answer) -> str:
    """``214 ns ± 3 ns · 1,000,000 loops``, or what two sides gave, or why there is nothing."""
    failed = list(_failed(answer))
    parts = [*_alone_lens(answer), *comparison_texts(answer)]
    parts += [] if answer.growth is None or not _any_timed(answer.growth.rows) else [growth_lens(answer, answer.growth)]
    if not parts:
        return short_failure(failed[0]) if failed else NOT_TIMED
    calls = sum(trial.size is None for trial in failed)
    parts += [f"{plural(calls, 'call')} failed"] if calls else []
    return " · ".join(parts)


def verdict(answer: Answer) -> str:
    """The answer in full sentences, with why there is none for some calls, or for all."""
    sentences = [*(f"{text}." for text in comparison_texts(answer)), *_alone_sentences(answer)]
    if answer.growth is not None and _any_timed(answer.growth.rows):
        sentences += growth_sentences(answer, answer.growth)
    sentences += dict.fromkeys(failure_text(trial) for trial in _failed(answer))
    return " ".join(sentences) or f"{subject_text(answer)}: {NOT_TIMED}."


def timeit_text(answer: Answer) -> str:
    """What ``%timeit`` would print, the call above it, in plain spaces; a comment where it has no words for it."""
    lines = [line for row in answer.rows for line in _printed(row)]
    told = [*comparison_texts(answer), *(growth_sentences(answer, answer.growth) if answer.growth else ())]
    return "\n".join([*lines, *(f"# {line.rstrip('.')}" for line in told)]).replace(SPACE, " ")


def real_calls_text(trial: Trial, of: Summary) -> str:
    """``1,204 calls · median 12.4 μs · slowest 3.10 ms from prof.py:12``; ``1 call · 800 ms from prof.py:28``."""
    slowest = "" if trial.slowest is None else f" from {line_text(*trial.slowest)}"
    if len(trial.samples_ns) == 1:
        return f"{calls_text(trial)} · {loop_time(of.median_ns)}{slowest}"
    return f"{calls_text(trial)} · median {loop_time(of.median_ns)} · slowest {loop_time(of.slowest_ns)}{slowest}"


def calls_text(trial: Trial) -> str:
    """``1,204 calls``; ``the first 1,000 of 1,204 calls`` where no more were clocked, or counted."""
    clocked = len(trial.samples_ns)
    if trial.calls is None:
        return f"the first {plural(clocked, 'call')}"
    calls = plural(trial.calls, "call")
    return calls if trial.calls <= clocked else f"the first {count(clocked)} of {calls}"


def loops_text(trial: Trial) -> str:
    """How many loops there were in all: ``1,000,000 loops``."""
    return plural(trial.loops * len(trial.samples_ns), "loop")


def taken_text(trial: Trial, of: Summary) -> str:
    """``214 ns ± 3 ns``; without a spread where there is one reading."""
    return loop_time(of.median_ns) if len(trial.samples_ns) < 2 else plus_minus(of.median_ns, of.spread_ns)


def _alone(answer: Answer) -> list[tuple[Trial, Summary]]:
    """What was timed without another side, and not over sizes."""
    rows = (row for row in answer.rows if row.other is None and row.base.size is None)
    return [(row.base, row.summary) for row in rows if row.summary is not None]


def _failed(answer: Answer) -> Iterator[Trial]:
    """Those that say why they were not timed; of sizes the smallest, since what is larger takes longer yet."""
    sized = False
    for row in answer.rows:
        trial = failed_trial(row)
        if trial is not None and not (sized and trial.size is not None):
            sized = sized or trial.size is not None
            yield trial


def _any_timed(rows: Sequence[Timed]) -> bool:
    return any(row.summary is not None for row in rows)


def _alone_lens(answer: Answer) -> Iterator[str]:
    rows = _alone(answer)
    if len(rows) > MOST_LISTED:
        medians = [of.median_ns for _, of in rows]
        yield f"{loop_time(min(medians))} to {loop_time(max(medians))} on {plural(len(rows), 'call')}"
        return
    for trial, of in rows:
        if trial.asked == NATURAL:
            yield real_calls_text(trial, of)
        elif len(rows) == 1:
            yield f"{taken_text(trial, of)} · {loops_text(trial)}"
        else:
            yield f"{call_text(trial, LISTED_WIDTH)} {loop_time(of.median_ns)}"


def _alone_sentences(answer: Answer) -> Iterator[str]:
    for trial, of in _alone(answer):
        if trial.asked == NATURAL:
            slowest = "" if trial.slowest is None else f", called from {line_text(*trial.slowest)}"
            yield f"{subject_text(answer)}, {calls_text(trial)}: {_real_calls(trial, of)}{slowest}."
        else:
            best = f", {loop_time(of.best_ns)} at best" if len(trial.samples_ns) > 1 else ""
            yield f"{call_text(trial)} takes {taken_text(trial, of)}{best}."


def _real_calls(trial: Trial, of: Summary) -> str:
    if len(trial.samples_ns) == 1:
        return loop_time(of.median_ns)
    best, middle, slowest = (loop_time(each) for each in (of.best_ns, of.median_ns, of.slowest_ns))
    return f"{best} at best, {middle} in the median, {slowest} at most"


def _printed(row: Timed) -> Iterator[str]:
    for trial, of in ((row.base, row.summary), (row.other, row.other_summary)):
        if trial is not None and (of is not None or trial.error is not None):
            yield from (f"# setup: {line}" for line in trial.setup.splitlines() if line.strip())
            size = "" if trial.size is None else f"  # n = {count(trial.size)}"
            yield f"# {call_text(trial)}" if trial.asked == NATURAL else f"%timeit {call_text(trial)}{size}"
            yield failure_text(trial) if of is None else _result(trial, of)


def _result(trial: Trial, of: Summary) -> str:
    if trial.asked == NATURAL:
        fastest = f" · fastest {loop_time(of.best_ns)}" if len(trial.samples_ns) > 1 else ""
        return f"{real_calls_text(trial, of)}{fastest}"
    runs = f"{plural(len(trial.samples_ns), 'run')}, {plural(trial.loops, 'loop')} each"
    return f"{taken_text(trial, of)} per loop (median ± quartile deviation of {runs})"
