"""What a debugger answered, made into a profile. It comes out of the debugged program, and is not trusted."""

from __future__ import annotations

import ast
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any  # JSON

from heatline.analysis.asking.paused_snippet import paused_label
from heatline_runner.model import (
    NEVER_RETURNED,
    Clock,
    Failure,
    Metric,
    Note,
    Profile,
    RunInfo,
    Trial,
    measured_source,
)

LONGEST = 60_000  # characters that are read; debuggers show texts of 65,536
MOST_SAMPLES = 1_000
WIDTH = 500
LIMIT_S = 2
TRACED = "The debugger was told of what ran meanwhile, which takes time of its own."


@dataclass(frozen=True)
class PausedAt:
    """What was timed and where: ``code`` on ``line`` of the file at the real ``path``, which has ``text``.

    ``started`` is when, ISO 8601 in UTC.
    """

    path: str
    line: int
    text: str
    code: str
    started: str


def paused_profile(at: PausedAt, result: str) -> Profile | None:
    """One trial; None where ``result`` is not what was asked for."""
    told = _told(result)
    trial = None if told is None else _trial(at, told)
    if told is None or trial is None:
        return None
    executable, version = _python(told)
    taken_ns = round(_number(told.get("taken_ns")) or 0)
    return Profile(
        format=1,
        engine="snippet_time",
        run=_run(at, executable, version, taken_ns),
        metrics=(Metric("time_ns", "Time per loop", "ns"),),
        lines=(),
        functions=(),
        calls=(),
        stacks=(),
        timeline=(),
        spans=(),
        trials=(trial,),
        sources={at.path: measured_source(at.text)},
    )


def without_words(profile: Profile) -> Profile:
    """``profile`` as it may be kept: what an exception says may name values of the program's."""
    trials = (replace(trial, error=_wordless(trial.error)) for trial in profile.trials)
    return replace(profile, trials=tuple(trials))


def _wordless(error: Failure | None) -> Failure | None:
    if error is None or error.type == NEVER_RETURNED or (error.type == "SystemExit" and _is_code(error.message)):
        return error
    return replace(error, message="1" if error.type == "SystemExit" else "")


def _is_code(said: str) -> bool:
    """Whether a SystemExit says with what the process ends, not why."""
    return said in ("", "None") or said.lstrip("-").isdigit()


def _told(result: str) -> Mapping[str, Any] | None:
    """The JSON in what a debugger shows of a text: the text as Python writes it, or as it is."""
    if len(result) > LONGEST:
        return None
    try:
        text = result if result.startswith("{") else ast.literal_eval(result)
        told = json.loads(text)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return None
    return told if isinstance(told, dict) else None


def _trial(at: PausedAt, told: Mapping[str, Any]) -> Trial | None:
    error, samples = _failure(at, told), _samples(told)
    if error is None and not samples:
        return None
    clock: Clock = "cpu" if told.get("clock") == "cpu" else "wall"
    label = paused_label(at.code)
    return Trial(
        label=label,
        call=at.code,
        setup="",
        loops=round(min(_number(told.get("loops")) or 1, 1e12)),
        samples_ns=() if error is not None else samples,
        clock=clock,
        loop_ns=_number(told.get("loop_ns")) or 0.0,
        first_ns=_number(told.get("first_ns")),
        asked="paused",
        path=at.path,
        line=at.line,
        error=error,
        notes=(Note("distorts", TRACED),) if told.get("traced") is True else (),
    )


def _failure(at: PausedAt, told: Mapping[str, Any]) -> Failure | None:
    error = told.get("error")
    if not isinstance(error, list) or len(error) != 2:
        return None
    kind, message = (str(part)[:WIDTH] for part in error)
    if kind == NEVER_RETURNED:
        late = round((_number(told.get("taken_ns")) or 0) / 1e9)
        after = f"{LIMIT_S} s" if late <= LIMIT_S else f"{late} s, which nothing could end sooner"
        label = paused_label(at.code)
        message = f"{label} had not returned after {after}: select less of it."
    return Failure(kind, message, at.path, at.line)


def _samples(told: Mapping[str, Any]) -> tuple[float, ...]:
    samples = told.get("samples_ns")
    if not isinstance(samples, list) or len(samples) > MOST_SAMPLES:
        return ()
    numbers = [_number(each) for each in samples]
    return tuple(number for number in numbers if number is not None)


def _number(value: object) -> float | None:
    """A finite number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _python(told: Mapping[str, Any]) -> tuple[str, str]:
    python = told.get("python")
    if isinstance(python, list) and len(python) == 2 and all(isinstance(part, str) for part in python):
        return python[0][:WIDTH], python[1][:WIDTH]
    return "", ""


def _run(at: PausedAt, executable: str, version: str, taken_ns: int) -> RunInfo:
    return RunInfo(
        target=at.path,
        argv=(at.path,),
        cwd="",
        interpreter=executable,
        python_version=version,
        engine_version="",
        started=at.started,
        duration_ns=taken_ns,
        cpu_ns=0,
        body_ns=taken_ns,
        thread_ns=taken_ns,
        tracer="timeit",
        outcome="finished",
        exit_code=None,
        signal=None,
        partial=False,
        error=None,
        overhead=None,
        limits=(),
        processes=1,
    )
