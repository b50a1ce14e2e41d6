"""What a status item, a message or a log says of a run: while it goes on, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from heatline.analysis.answers import Answer, profile_answers
from heatline.analysis.shares import NOISE, LineShare, file_shares, run_shares
from heatline.render.memory_findings import memory_finding
from heatline.render.numbers import SPACE, count, duration, percent, rate
from heatline.render.part import not_called
from heatline.render.program_text import plain_line
from heatline.render.provenance import outcome_text
from heatline.render.timing.text import lens_text
from heatline.render.timing.words import NATURAL, failed_trial, failure_text, plural, subject_text
from heatline_runner.model import LineTable, Outcome, Profile
from heatline_runner.registry import TRACERS

Severity = Literal["info", "warning", "error"]
MESSAGE_WIDTH = 120
MOST_ANSWERS = 3  # that a message has room for
MOST = 0.7  # of a line's time, spent in a function: the line to look at is in there
KEPT = "; what it measured is kept"
MISSING = "; its last moments may be missing"
NOTHING_RAN = "no line of the workspace's own files ran"
SEVERITIES: Mapping[Outcome, Severity] = {"timed_out": "warning", "killed": "error", "crashed": "error"}


@dataclass(frozen=True)
class Said:
    """One sentence, or two, and how loud."""

    text: str
    severity: Severity


def lines_run(profile: Profile) -> int:
    """How many different lines of the user's ran at least once; where that is not counted, how many have figures."""
    return sum(len(_with_figures(table)) for table in profile.lines)


def running_text(title: str, elapsed_ns: int, lines: int, lines_per_second: float | None = None) -> str:
    """``sos.py · 3.20 s · 1,204 lines · 410,000 lines/s``."""
    text = f"{title} · {duration(elapsed_ns)} · {count(lines)}{SPACE}{'line' if lines == 1 else 'lines'}"
    return text if lines_per_second is None else f"{text} · {rate(lines_per_second, 'lines')}"


def timing_running_text(title: str, elapsed_ns: int, profile: Profile) -> str:
    """``grades.py · 3.20 s · 2 of 5 calls timed``, or of the program's own calls how many: ``prof.py · 3.20 s · …``."""
    natural = [trial for trial in profile.trials if trial.asked == NATURAL]
    taken = f"{title} · {duration(elapsed_ns)}"
    if natural:
        clocked = sum(trial.calls or len(trial.samples_ns) for trial in natural)
        return f"{taken} · {plural(clocked, 'call')} clocked"
    done: dict[int | str, bool] = {}  # the two of a pair are one thing that was asked for
    for at, trial in enumerate(profile.trials):
        done[at if trial.pair is None else f"pair {trial.pair}"] = bool(trial.samples_ns or trial.error)
    return f"{taken} · {count(sum(done.values()))} of {plural(len(done), 'call')} timed"


def setting_text(version: str, path: str, found: str, cwd: str) -> str:
    """``Python 3.13.0 (/p/.venv/bin/python, found as the .venv of p), in /p``."""
    return f"Python {version} ({path}, found {found}), in {cwd}"


def tracer_text(tracer: str, instead: str) -> str:
    """``Measured by line_profiler. Heatline has no …``: ``instead`` is a sentence, on why the best does not."""
    title = TRACERS[tracer].title if tracer in TRACERS else tracer
    return f"Measured by {title}. {instead}".strip()


def ended_text(title: str, profile: Profile, answers: Sequence[Answer] = ()) -> Said:
    """How the run ended and where its time or its memory went, or why there is nothing to show.

    ``answers`` are those of its trials, where these are at hand: to find them takes time.
    """
    if profile.trials:
        return _timed(title, profile, answers or profile_answers(profile))
    how = _how(title, profile)
    empty = _is_empty(profile)
    text = _why_empty(profile) if empty else memory_finding(profile) or _hottest(profile)
    severity = "warning" if empty and how.severity == "info" else how.severity
    return Said(f"{how.text} {text}" if text else how.text, severity)


def _timed(title: str, profile: Profile, answers: Sequence[Answer]) -> Said:
    """What was timed; how the run ended only where it did not end well."""
    found = " ".join(map(_answer, answers[:MOST_ANSWERS]))
    more = len(answers) - MOST_ANSWERS
    text = f"{found} {count(more)} more {'was' if more == 1 else 'were'} timed." if more > 0 else found
    severity: Severity = "warning" if any(trial.error is not None for trial in profile.trials) else "info"
    if profile.run.outcome == "finished":
        return Said(text, severity)
    how = _how(title, profile)
    return Said(f"{how.text} {text}", severity if how.severity == "info" else how.severity)


def _answer(answer: Answer) -> str:
    """``grade: 214 ns ± 3 ns · 1,000,000 loops.``, or why not."""
    failed = failed_trial(answer.rows[0])
    if failed is not None and all(row.summary is None for row in answer.rows):
        return failure_text(failed)
    return f"{subject_text(answer)}: {lens_text(answer)}."


def _with_figures(table: LineTable) -> set[int]:
    columns = [table.values["hits"]] if "hits" in table.values else list(table.values.values())
    return {line for column in columns for line, figure in zip(table.line, column, strict=False) if figure}


def _is_empty(profile: Profile) -> bool:
    """Whether no line ran; where that is not counted, whether no file was there to measure."""
    counted = any(metric.id == "hits" for metric in profile.metrics)
    return not (lines_run(profile) if counted else profile.sources and profile.run.body_ns)


def _how(title: str, profile: Profile) -> Said:
    run = profile.run
    if run.outcome == "raised":
        return Said(_failure(title, profile), "error")
    after = f" after {duration(run.body_ns)}" if run.body_ns else ""
    tail = "" if _is_empty(profile) else _tail(profile)
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
    program = _file_name(profile.run.target)
    file = _file_name(error.path or program)
    place = "" if error.line is None else f" at {'' if file == program else f'{file}, '}line {error.line}"
    if error.type in ("SyntaxError", "IndentationError", "TabError") and file == program:
        return f"{program} has a syntax error{place}: {plain_line(error.message, MESSAGE_WIDTH).rstrip('.')}."
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
    return f"Nothing was measured: {not_called(profile) or NOTHING_RAN}."


def _hottest(profile: Profile) -> str | None:
    """Where to look first: the line with the largest share of the run, or the one in a function it spends that in.

    Where own times are measured, none of a line's share is spent in another function's lines.
    """
    run = run_shares(profile)
    rows: dict[int, LineShare] = {}  # the hottest line of each function
    for table in profile.lines:
        for row in (rows[0] for rows in file_shares(run, table.path).lines.values()):
            if row.share and row.share > _share(rows.get(row.function.index)):
                rows[row.function.index] = row
    hottest = max(rows.values(), key=_share, default=None)
    while hottest is not None:
        del rows[hottest.function.index]
        own = hottest.values.get("line_own_ns") is not None
        inner = [] if own else [row for row in rows.values() if _can_be_within(row, hottest)]
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
