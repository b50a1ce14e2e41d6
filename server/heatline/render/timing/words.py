"""What a timed call is called, and why one was not timed: the program's words, made safe to show."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from heatline.analysis.answers import Answer, Timed, side_names
from heatline.render.numbers import SPACE, count
from heatline.render.program_text import plain_line
from heatline_runner.model import NEVER_RETURNED, Failure, Trial

CALL_WIDTH: Final = 60
NAME_WIDTH: Final = 40
SHORT_WIDTH: Final = 100
SENTENCE_WIDTH: Final = 300
OWN: Final = ("", NEVER_RETURNED)  # types of failures that say it all in their message
NATURAL: Final = "real_calls"  # asked for the calls that the program makes by itself


def call_text(trial: Trial, width: int = CALL_WIDTH) -> str:
    """``grade(74)``; ``grade(…) repeated in place`` for a live call, beside those that the program made."""
    call = plain_line(trial.label or trial.call, width)
    return f"{call} repeated in place" if trial.asked == "repeated" else call


def row_text(trial: Trial, width: int = CALL_WIDTH) -> str:
    """``grade(74)``; over sizes ``total(n), n = 1,000``."""
    call = call_text(trial, width)
    return call if trial.size is None else f"{call}, n = {count(trial.size)}"


def names_text(answer: Answer, row: Timed) -> tuple[str, str]:
    """What to call the two sides of a row."""
    first, second = side_names(answer.profile, row)
    return plain_line(first, NAME_WIDTH), plain_line(second, NAME_WIDTH)


def subject_text(answer: Answer) -> str:
    """The function's name, or the selection's first line."""
    return plain_line(answer.function, CALL_WIDTH) or call_text(answer.rows[0].base)


def title_text(answer: Answer) -> str:
    """``grade``, or ``grade against grade2``."""
    sides = dict.fromkeys(names_text(answer, row) for row in answer.rows if row.other is not None)
    if not sides:
        return subject_text(answer)
    first = next(iter(sides))[0]
    return f"{first} against {', '.join(other for _, other in sides)}"


def failed_trial(row: Timed) -> Trial | None:
    """The side of a row that says why the row was not timed."""
    return next((side for side in (row.base, row.other) if side is not None and side.error is not None), None)


def short_failure(trial: Trial) -> str:
    """Why it was not timed, for a lens."""
    return "" if trial.error is None else plain_line(_said(trial, trial.error).rstrip("."), SHORT_WIDTH)


def failure_text(trial: Trial) -> str:
    """Why it was not timed, as a sentence with the next step."""
    error = trial.error
    if error is None:
        return ""
    said = plain_line(_said(trial, error), SENTENCE_WIDTH).rstrip(".")
    if error.type not in (*OWN, "SystemExit"):
        return f"{said}: {'mend it, or select something else' if trial.asked == 'selection' else 'change the call'}."
    return f"{said}."


def line_text(path: str, line: int) -> str:
    """``prof.py:12``."""
    return f"{plain_line(PurePath(path).name, 80)}:{line}"


def plural(number: int, word: str) -> str:
    """``1 call``, ``1,204 calls``."""
    return f"{count(number)}{SPACE}{word}{'' if number == 1 else 's'}"


def _said(trial: Trial, error: Failure) -> str:
    call, message = row_text(trial), error.message.strip()
    if error.type == "SystemExit":
        return f"{call} ends the process (exit code {_exit_code(message)}), so it cannot be timed"
    place = "" if error.path is None or error.line is None else line_text(error.path, error.line)
    at = f" ({place})" if place and place not in message else ""
    if error.type in OWN:
        return f"{message.rstrip('.')}{at}"
    return f"{call} raises {error.type}{': ' if message else ''}{message.rstrip('.')}{at}"


def _exit_code(message: str) -> str:
    """What the process would have ended with: 1 for words, 0 for nothing."""
    if message in ("", "None"):
        return "0"
    return message if message.lstrip("-").isdigit() else "1"
