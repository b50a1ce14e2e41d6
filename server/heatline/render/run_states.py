"""What a status item, a message or a log says of a run: while it goes on, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from heatline.analysis.shares import file_shares, run_shares
from heatline.render.numbers import SPACE, count, duration, percent
from heatline.render.program_text import plain_line
from heatline.render.provenance import outcome_text
from heatline_runner.model import Outcome, Profile

Severity = Literal["info", "warning", "error"]
MESSAGE_WIDTH = 120
KEPT = "; what it measured is kept."
TAILS: Mapping[Outcome, tuple[str, Severity]] = {
    "cancelled": (KEPT, "info"),
    "timed_out": (KEPT, "warning"),
    "killed": ("; its last moments may be missing.", "error"),
    "crashed": ("; its last moments may be missing.", "error"),
}


@dataclass(frozen=True)
class Said:
    """One sentence, or two, and how loud."""

    text: str
    severity: Severity


def lines_run(profile: Profile) -> int:
    """How many different lines of the user's ran at least once."""
    return sum(
        len({n for n, hits in zip(t.line, t.values.get("hits", ()), strict=False) if hits}) for t in profile.lines
    )


def running_text(title: str, elapsed_ns: int, lines: int) -> str:
    """``sos.py · 3.20 s · 1,204 lines``."""
    return f"{title} · {duration(elapsed_ns)} · {count(lines)}{SPACE}{'line' if lines == 1 else 'lines'}"


def ended_text(title: str, profile: Profile) -> Said:
    """How the run ended and where its time went, or why there is nothing to show."""
    how = _how(title, profile)
    if not lines_run(profile):
        reason = _why_empty(profile)
        return Said(f"{how.text} {reason}", "warning" if how.severity == "info" else how.severity)
    hottest = _hottest(profile)
    return Said(f"{how.text} {hottest}" if hottest else how.text, how.severity)


def _how(title: str, profile: Profile) -> Said:
    run = profile.run
    if run.outcome == "raised":
        return Said(_failure(title, profile), "error")
    tail, severity = TAILS.get(run.outcome, (".", "info"))
    return Said(f"{title} {outcome_text(run)} after {duration(run.body_ns)}{tail}", severity)


def _failure(title: str, profile: Profile) -> str:
    error = profile.run.error
    if error is None:
        return f"{title} failed."
    message = plain_line(f"{error.type}: {error.message}" if error.message else error.type, MESSAGE_WIDTH)
    place = "" if error.line is None else f" at line {error.line}"
    if error.type in ("SyntaxError", "IndentationError", "TabError"):
        return f"{title} has a syntax error{place}: {plain_line(error.message, MESSAGE_WIDTH)}."
    return f"{title} failed{place}: {message}."


def _why_empty(profile: Profile) -> str:
    if profile.run.error is not None:
        return "Nothing was measured: mend it and profile again."
    if profile.run.exit_code == 2 and profile.run.body_ns == 0:
        return "Its Python could not be started: look at the terminal."
    return "Nothing was measured: no line of the workspace's own files ran."


def _hottest(profile: Profile) -> str | None:
    """The line with the largest share of the run; lines of a module itself only for want of others."""
    run = run_shares(profile)
    rows = [rows[0] for table in profile.lines for rows in file_shares(run, table.path).lines.values()]
    shared = [row for row in rows if row.share]
    best = max(shared, key=lambda row: (row.function.row.name != "<module>", row.share), default=None)
    if best is None or best.share is None:
        return None
    name = plain_line(best.function.row.path.replace("\\", "/").rpartition("/")[2], MESSAGE_WIDTH)
    return f"Hottest: {name}, line {best.line}, {percent(best.share)} of the run."
