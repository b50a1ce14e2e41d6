"""Where a report goes: to standard error in text, or to a file in any format."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from heatline.analysis.shares import run_shares
from heatline.compared import measured_text
from heatline.formats.lprof_writer import lprof_bytes
from heatline.formats.mprof_writer import mprof_text
from heatline.formats.pstats_writer import pstats_bytes
from heatline.formats.pyperf_writer import pyperf_text
from heatline.formats.speedscope_writer import collapsed_text, speedscope_text
from heatline.render.report import ReportStyle, text_report
from heatline.render.timing.report import timing_report
from heatline_runner.model import Profile
from heatline_runner.profile_json import SURROGATES, to_json

BINARY: Final = {"pstats": pstats_bytes, "lprof": lprof_bytes}
TEXTS: Final = {"mprof": mprof_text, "speedscope": speedscope_text, "collapsed": collapsed_text}


def problem_with_output(format_: str, output: str) -> str | None:
    """Why a report in this format could not go there, as far as can be told before anything has run."""
    if format_ != "text" and not output:
        return f"--format {format_} needs --output FILE, since standard error is for text"
    if output and not Path(output).absolute().parent.is_dir():
        return f"--output {output}: there is no such folder"
    return None


def problem_with_profile(profile: Profile, format_: str) -> str | None:
    """Why ``profile`` cannot be written in this format."""
    if format_ == "mprof" and not profile.timeline:
        return "--format mprof is for memory over time, which this profile has not: choose --format json"
    if format_ == "pstats" and not any("own_ns" in row.values and "calls" in row.values for row in profile.functions):
        return "--format pstats is for calls, which this profile has not: measure with --engine call_time"
    if format_ == "lprof" and not any("time_ns" in table.values for table in profile.lines):
        return "--format lprof is for the time of lines, which this profile has not: measure with --engine line_time"
    if format_ in ("speedscope", "collapsed") and not profile.stacks and not profile.calls:
        return f"--format {format_} is for who calls whom, which this profile has not: measure with --engine call_time"
    if format_ == "pyperf" and not any(trial.samples_ns for trial in profile.trials):
        return "--format pyperf is for what was timed, which is nothing here: choose --format json"
    return None


def write_report(profile: Profile, format_: str, output: str) -> None:
    """Write it; where that fails, say so on standard error and go on."""
    write_reports((profile,), format_, output)


def write_reports(profiles: Sequence[Profile], format_: str, output: str) -> None:
    """Write those of several profiles as one: a text, or a suite of pyperf's; of other formats the first's alone."""
    try:
        if output:
            errors = "surrogateescape" if format_ == "text" else SURROGATES
            if format_ in BINARY:
                Path(output).write_bytes(BINARY[format_](profiles[0]))
            else:
                Path(output).write_text(_formatted(profiles, format_), encoding="utf-8", errors=errors)
        else:
            sys.stderr.write("\n".join(_text(profile, terminal_style(sys.stderr)) for profile in profiles))
            sys.stderr.flush()
    except OSError as problem:
        sys.stderr.write(f"heatline: the report could not be written: {problem}\n")


def _formatted(profiles: Sequence[Profile], format_: str) -> str:
    if format_ == "pyperf":
        return pyperf_text(*profiles)
    if format_ == "json":
        return to_json(profiles[0]) + "\n"
    if format_ in TEXTS:
        return TEXTS[format_](profiles[0])
    return "\n".join(_text(profile, ReportStyle()) for profile in profiles)


def _text(profile: Profile, style: ReportStyle) -> str:
    if profile.trials:
        return timing_report(profile, style)
    texts = {path: text for path in profile.sources if (text := measured_text(profile, path)) is not None}
    return text_report(run_shares(profile), texts, style)


def terminal_style(stream: TextIO) -> ReportStyle:
    """That of the terminal that ``stream`` is, or of a file."""
    colour = stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return ReportStyle(width=shutil.get_terminal_size((100, 24)).columns, colour=colour)
