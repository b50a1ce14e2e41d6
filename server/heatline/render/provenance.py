"""How figures came about: what ran them, what measured them, with what distortion, and what is missing."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import Final, Literal

from heatline.render.numbers import ratio
from heatline.render.when import ago
from heatline_runner.model import Outcome, Profile, RunInfo
from heatline_runner.registry import TRACERS

UNVERIFIED: Final = "it comes from a file that does not say which text was measured."


def measured_with(profile: Profile) -> str:
    """``line_profiler 5.1.0``: the tracer if there is a choice of them, as it is called, else the engine."""
    tracer = TRACERS.get(profile.run.tracer or "")
    name = tracer.title if tracer is not None else profile.run.tracer or profile.engine
    return f"{name} {profile.run.engine_version}".strip()


def overhead_text(profile: Profile) -> str:
    """How much longer the run took for being measured, and whether the figures have that in them, as a sentence."""
    if profile.run.overhead is None:
        return "How much measuring slowed the run is not known."
    is_off = any(metric.id == "raw_time_ns" for metric in profile.metrics)
    taken_off = "; that is taken off the figures" if is_off else ""
    return f"Measuring made the run take {ratio(profile.run.overhead)} the time{taken_off}."


def provenance_text(profile: Profile, now: datetime) -> str:
    """One line of plain text on when and how the profile was measured."""
    run = profile.run
    when = "Measured so far" if run.outcome == "running" else f"Measured {ago(run.started, now)}"
    under = f" under Python {run.python_version}" if run.python_version else ""
    unverified = " Unverified: " + UNVERIFIED if any(note.kind == "unverified" for note in run.limits) else ""
    return f"{when} by {measured_with(profile)}{under}. {overhead_text(profile)}{unverified}"


def outcome_text(run: RunInfo) -> str:
    """How the run ended, after "The program": ``failed with ZeroDivisionError at sos.py:3``."""
    outcome: Outcome = run.outcome
    if outcome == "running":
        return "is still running"
    if outcome == "finished":
        return "finished"
    if outcome == "exited":
        return f"exited with code {run.exit_code}"
    if outcome == "cancelled":
        return "was stopped"
    if outcome == "timed_out":
        return "reached its time limit"
    if outcome == "raised":
        return _raised(run)
    if outcome == "killed":
        return f"was killed{_signal(run, 'by')}"
    last: Literal["crashed"] = outcome  # mypy says so when an outcome is added and not said above
    return f"{last}{_signal(run, 'with')}"


def _signal(run: RunInfo, word: str) -> str:
    return "" if run.signal is None else f" {word} signal {run.signal}"


def _raised(run: RunInfo) -> str:
    if run.error is None:
        return "failed"
    path, line = run.error.path, run.error.line
    place = "" if path is None or line is None else f" at {PurePath(path).name}:{line}"
    return f"failed with {run.error.type}{place}"
