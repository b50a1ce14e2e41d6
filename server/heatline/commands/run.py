"""``heatline run``: stands where ``python`` stood, and shows what the lines cost when the program has ended."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from dataclasses import replace

from heatline.commands.only import only_scope
from heatline.commands.output import problem_with_output, problem_with_profile, write_report
from heatline.commands.supervising import end_by, supervise
from heatline.preparation import Job, Run, prepare
from heatline.protocol import Refused
from heatline_runner import run_dir
from heatline_runner.profile_json import NotAProfile, read_profile
from heatline_runner.registry import ENGINES, OPTIONS

FAILED = 2


def run(options: argparse.Namespace) -> int:
    """Run the program; ends as it ended, with its exit code or by the same signal."""
    problem = problem_with_output(options.format, options.output) or _problem_with_engine(options)
    if problem is not None:
        return _refuse(problem)
    job = _job(options)
    scope = only_scope(options.only, job) if options.only else None
    prepared = scope if isinstance(scope, Refused) else prepare(replace(job, scope=scope))
    if isinstance(prepared, Refused):
        return _refuse(prepared.text)
    try:
        code = supervise(prepared).code
        _report(prepared, options)
    finally:
        shutil.rmtree(prepared.folder, ignore_errors=True)
    return code if code >= 0 else end_by(-code)


def _problem_with_engine(options: argparse.Namespace) -> str | None:
    if options.format != "mprof" or ENGINES[options.engine].samples_memory:
        return None
    able = " or ".join(engine.id for engine in ENGINES.values() if engine.samples_memory)
    return f"--format mprof is for memory over time, which {options.engine} does not read: choose --engine {able}"


def _job(options: argparse.Namespace) -> Job:
    return Job(
        kind="module" if options.module else "script",
        target=options.target,
        engine=options.engine,
        tracer=options.tracer,
        args=tuple(options.args),
        interpreter=options.python,
        cwd=options.cwd or os.getcwd(),
        timeout_s=options.timeout,
        options={name: value for name in OPTIONS if (value := getattr(options, name)) is not None},
    )


def _report(run: Run, options: argparse.Namespace) -> None:
    try:
        profile = read_profile(run.folder / run_dir.PROFILE)
    except (OSError, NotAProfile) as problem:
        sys.stderr.write(f"heatline: nothing was kept of the run: {problem}\n")
        return
    unfit = problem_with_profile(profile, options.format)
    if unfit is not None:
        sys.stderr.write(f"heatline: {unfit}\n")
        return
    write_report(profile, options.format, options.output)


def _refuse(text: str) -> int:
    sys.stderr.write(f"heatline: {text}\n")
    return FAILED
