"""Timings as pyperf keeps them, for ``pyperf show``, ``hist`` and ``compare_to``: its format "1.0"."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from heatline import __version__
from heatline_runner.model import Profile, Trial

VERSION: Final = "1.0"
LEAST_S: Final = 1e-12  # pyperf takes no time that is not above zero
CLOCKS: Final = {"cpu": "time.thread_time", "wall": "time.perf_counter"}


def pyperf_text(*profiles: Profile) -> str:
    """A suite with a benchmark per trial that was timed; times are seconds of one loop.

    Each is called by its call, of several profiles with the file's name before it: what was timed again has the same
    name, so that two suites can be compared. A trial without samples has no place in it.
    """
    names: dict[str, int] = {}
    benchmarks = []
    for profile in profiles:
        file = f"{_file(profile.run.target)}: " if len(profiles) > 1 else ""
        timed = [trial for trial in profile.trials if trial.samples_ns]
        for trial, name in zip(timed, _names(timed, file, names), strict=True):
            benchmarks.append({"metadata": _metadata(profile, trial, name), "runs": [_run(profile, trial)]})
    metadata = {"unit": "second", "heatline_version": __version__}
    return json.dumps({"version": VERSION, "metadata": metadata, "benchmarks": benchmarks}) + "\n"


def _names(trials: Sequence[Trial], file: str, taken: dict[str, int]) -> Iterator[str]:
    """No two alike: pyperf takes no suite in which two are."""
    for trial in trials:
        size = f" (n = {trial.size})" if trial.size is not None else ""
        name = f"{file}{' '.join(trial.call.split()) or 'pass'}{size}"
        taken[name] = taken.get(name, 0) + 1
        yield f"{name} #{taken[name]}" if taken[name] > 1 else name


def _metadata(profile: Profile, trial: Trial, name: str) -> dict[str, Any]:
    run = profile.run
    known = {
        "name": name,
        "loops": trial.loops,
        "timer": CLOCKS[trial.clock],
        "python_version": run.python_version,
        "python_executable": run.interpreter,
        "setup": "; ".join(trial.setup.splitlines()),
    }
    return {key: value for key, value in known.items() if value}


def _run(profile: Profile, trial: Trial) -> dict[str, Any]:
    values = [max(value / 1e9, LEAST_S) for value in trial.samples_ns]
    first = [] if trial.first_ns is None else [[1, max(trial.first_ns / 1e9, 0.0)]]
    date = _date(profile.run.started)
    return {
        "values": values,
        **({"warmups": first} if first else {}),
        "metadata": {"duration": sum(values) * trial.loops, **({"date": date} if date else {})},
    }


def _date(started: str) -> str:
    """As pyperf reads it: of no time zone, with a space."""
    try:
        at = datetime.fromisoformat(started.replace("Z", "+00:00"))
    except ValueError:
        return ""
    return at.replace(tzinfo=None).isoformat(" ", "microseconds")


def _file(target: str) -> str:
    return target.replace("\\", "/").rpartition("/")[2]
