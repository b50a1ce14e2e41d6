"""What a status item, a message or a log says of a run: while it goes on, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from heatline.analysis.shares import NOISE, LineShare, file_shares, run_shares
from heatline.render.numbers import SPACE, count, duration, percent
from heatline.render.program_text import plain_line
from heatline.render.provenance import outcome_text
from heatline_runner.model import Outcome, Profile

Severity = Literal["info", "warning", "error"]
MESSAGE_WIDTH = 120
MOST = 0.7  # of a line's time, spent in a function: the line to look at is in there
KEPT = "; what it measured is kept"
MISSING = "; its last moments may be missing"
SEVERITIES: Mapping[Outcome, Severity] = {"timed_out": "warning", "killed": "error", "crashed": "error"}


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


def setting_text(version: str, path: str, found: str, cwd: str) -> str:
    """``Python 3.13.0 (/p/.venv/bin/python, found as the .venv of p), in /p``."""
    return f"Python {version} ({path}, found {found}), in {cwd}"


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
    after = f" after {duration(run.body_ns)}" if run.body_ns else ""
    tail = _tail(profile) if lines_run(profile) else ""
    return Said(f"{title} {outcome_text(run)}{after}{tail}.", SEVERITIES.get(run.outcome, "info"))


def _tail(profile: Profile) -> str:
    if profile.run.outcome in ("cancelled", "timed_out"):
        return KEPT
    return MISSING if profile.run.partial else ""


def _failure(title: str, profile: Profile) -> str:
    error = profile.run.error
    if error is None:
        return f"{title} failed."
    message = plain_line(f"{error.type}: {error.message}" if error.message else error.type, MESSAGE_WIDTH)
    file = _file_name(error.path or title)
    place = "" if error.line is None else f" at {'' if file == title else f'{file}, '}line {error.line}"
    if error.type in ("SyntaxError", "IndentationError", "TabError") and file == title:
        return f"{title} has a syntax error{place}: {plain_line(error.message, MESSAGE_WIDTH).rstrip('.')}."
    return f"{title} failed{place}: {message.rstrip('.')}."


def _file_name(path: str) -> str:
    return plain_line(path.replace("\\", "/").rpartition("/")[2], MESSAGE_WIDTH)


def _why_empty(profile: Profile) -> str:
    run = profile.run
    if run.error is not None:
        return "Nothing was measured: mend it and profile again."
    if run.exit_code == 2 and run.body_ns == 0:
        return "Its Python could not be started: look at the terminal."
    if run.partial and run.body_ns == 0:
        return "Nothing was measured: it ended before its first reading."
    return "Nothing was measured: no line of the workspace's own files ran."


def _hottest(profile: Profile) -> str | None:
    """Where to look first: the line with the largest share of the run, or the one in a function it spends that in."""
    run = run_shares(profile)
    rows: dict[int, LineShare] = {}  # the hottest line of each function
    for table in profile.lines:
        for row in (rows[0] for rows in file_shares(run, table.path).lines.values()):
            if row.share and row.share > _share(rows.get(row.function.index)):
                rows[row.function.index] = row
    hottest = max(rows.values(), key=_share, default=None)
    while hottest is not None:
        del rows[hottest.function.index]
        inner = [row for row in rows.values() if _can_be_within(row, hottest)]
        if not inner:
            name = _file_name(hottest.function.row.path)
            return f"Look at {name}, line {hottest.line}: {percent(_share(hottest))} of the run."
        hottest = max(inner, key=_share)
    return None


def _share(row: LineShare | None) -> float:
    return 0.0 if row is None or row.share is None else row.share


def _can_be_within(row: LineShare, caller: LineShare) -> bool:
    """Whether the caller's line spends most of its time in the row's function, by the times alone."""
    total = row.function.share or 0.0
    return _share(row) > MOST * _share(caller) and MOST * _share(caller) < total <= _share(caller) * NOISE
