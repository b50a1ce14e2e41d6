"""What is said of the trials of a run that ended without a word of its child: one was under way, others to come."""

from __future__ import annotations

import signal
from dataclasses import replace

from heatline_runner.ending import Ending
from heatline_runner.model import NEVER_RETURNED, Failure, Trial
from heatline_runner.request import Request


def told_trials(trials: tuple[Trial, ...], ending: Ending, request: Request) -> tuple[Trial, ...]:
    """``trials`` with why each has no figures, once their process has ended."""
    if ending.is_running or request.snippets is None:
        return trials
    guilty = next((trial.call for trial in trials if _is_running(trial)), None)
    return tuple(
        trial if trial.error or trial.samples_ns else _told(trial, guilty, ending, request) for trial in trials
    )


def _told(trial: Trial, guilty: str | None, ending: Ending, request: Request) -> Trial:
    notes = tuple(note for note in trial.notes if note.kind != "running")
    return replace(trial, error=_why(trial, guilty, ending, request), notes=notes)


def _why(trial: Trial, guilty: str | None, ending: Ending, request: Request) -> Failure:
    it = "The file" if guilty is None else guilty
    if ending.by == "stop":
        return Failure("", f"It was stopped before {trial.call} was timed.")
    if not _is_running(trial) and guilty is not None:
        return Failure("", f"It was not timed, since {it} {_did(ending)}.")
    if ending.by == "timeout":
        text = f"{it} had not returned after {_limit_s(request):.3g} s, so it was stopped"
        return Failure(NEVER_RETURNED, f"{text}: call it with less, or give it longer.")
    if guilty is None:
        return Failure("", f"Python ended before anything was timed: {_did(ending)}.")
    return Failure("", f"{it} {_did(ending)}, so it cannot be timed.")


def _did(ending: Ending) -> str:
    if ending.by == "timeout":
        return "had not returned and was stopped"
    if ending.signal is not None:
        return f"crashes Python ({_signal_name(ending.signal)})"
    return f"ends the process (exit code {ending.exit_code})"


def _limit_s(request: Request) -> float:
    budget_s = request.snippets.budget_s if request.snippets else 0.0
    return min(budget_s, request.timeout_s) if request.timeout_s else budget_s


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _is_running(trial: Trial) -> bool:
    return any(note.kind == "running" for note in trial.notes)
