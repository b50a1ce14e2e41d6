"""A run that is kept, in a few words and in some more."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import cast

from heatline.analysis.memory import subject
from heatline.protocol import Engine, KeptRun
from heatline.render.numbers import count, duration
from heatline.render.program_text import plain_line
from heatline.render.provenance import measured_with, outcome_text
from heatline.render.run_states import lines_run
from heatline.render.when import ago
from heatline_runner.model import Profile

WIDTH = 60


def kept_run(key: str, profile: Profile, name: str, now: datetime) -> KeptRun:
    """``name`` is what its user calls it, "" for nothing."""
    run = profile.run
    target = plain_line(PurePath(run.target).name, WIDTH)
    took = duration(run.body_ns or run.duration_ns)
    when, by = ago(run.started, now), measured_with(profile)
    text = f"{subject(profile)} · {took} · {when}"
    lines = [
        f"{target} {outcome_text(run)} after {took}, {when} ({run.started[:19].replace('T', ' ')} UTC).",
        f"Measured by {by} under Python {run.python_version} ({run.interpreter}), {count(lines_run(profile))} lines.",
        f"In {run.cwd}",
    ]
    title = plain_line(name, WIDTH) if name else target
    return KeptRun(key, title, f"{target} · {text}" if name else text, "\n".join(lines), cast("Engine", profile.engine))
