"""Puts a run's profile together from what the child left and how its process ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from heatline_runner.ending import Ending, failure_of, outcome_of
from heatline_runner.memory_over_time import memory_notes, memory_series, process_memory
from heatline_runner.merging import all_metrics, merged
from heatline_runner.model import FunctionRow, Note, Profile, RunInfo, Scope, Source
from heatline_runner.reading import NOTHING, LoadedFile, Reading
from heatline_runner.recursion import recursive_functions
from heatline_runner.registry import ENGINES
from heatline_runner.request import Request
from heatline_runner.tables import Tables
from heatline_runner.unfinished import told_trials

Limited = Callable[[Scope], Note]  # what is said of a run that was limited to a part
SLOW_SPACING_NS = 500_000_000
NOT_HOOKED = (
    "Nothing was measured: Python did not run the start-up file by which the tracer {} begins, as where it ignores "
    "PYTHONPATH. Choose the tracer line_profiler (--tracer, the setting heatline.tracer)."
)


UNMEASURED = "The program started a Python that was not measured: {}."


@dataclass(frozen=True)
class Run:
    """A run as the supervisor knows it: when it began (ISO 8601, UTC) and how long its process has lived.

    ``unread`` is what went wrong with reading its memory over time.
    """

    request: Request
    started: str
    duration_ns: int
    ending: Ending
    unread: str = ""


def assemble(run: Run, reading: Reading) -> Profile:
    """The profile of ``run`` by now."""
    engine: Any = import_module(f"heatline_runner.engines.{run.request.engine}.tables")
    everyone = (reading, *reading.children)
    tables = merged(engine.tables(reading), [engine.tables(child) for child in reading.children], _differing(reading))
    limited: Limited = getattr(engine, "limited", _limited)
    return Profile(
        format=1,
        engine=run.request.engine,
        run=_run_info(run, reading, tables, limited),
        metrics=all_metrics(engine.metrics(each) for each in everyone),
        lines=tables.lines,
        functions=tables.functions,
        calls=tables.calls,
        stacks=tables.stacks,
        timeline=memory_series(run.request.target, reading) if _samples_memory(run) else (),
        spans=tables.spans,
        trials=told_trials(tables.trials, run.ending, run.request),
        sources=_sources(tuple(file for each in reversed(everyone) for file in each.files)),
    )


def _sources(files: tuple[LoadedFile, ...]) -> dict[str, Source]:
    return {file.path: file.source for file in files}


def _differing(reading: Reading) -> Callable[[int, str], bool]:
    """Whether the text of a file at a path, as child number so loaded it, is another than its parent's."""
    own = _sources(reading.files)
    theirs = [_sources(child.files) for child in reading.children]

    def is_differing(number: int, path: str) -> bool:
        mine, other = own.get(path), theirs[number].get(path)
        return mine is not None and other is not None and mine.digest != other.digest

    return is_differing


def _samples_memory(run: Run) -> bool:
    return ENGINES[run.request.engine].samples_memory


def _follows(request: Request) -> bool:
    """Whether what the program starts is measured, too."""
    return ENGINES[request.engine].tracer(request.tracer).compiled and request.options.get("processes") == "all"


def _is_hooked(request: Request) -> bool:
    return ENGINES[request.engine].tracer(request.tracer).starts == "with_python"


def _run_info(run: Run, reading: Reading, tables: Tables, limited: Limited) -> RunInfo:
    request, ending, snapshot = run.request, run.ending, reading.snapshot
    return RunInfo(
        target=request.target,
        argv=(request.target, *request.args),
        cwd=request.cwd,
        interpreter=request.interpreter,
        python_version=request.python_version,
        engine_version=request.engine_version,
        started=run.started,
        duration_ns=run.duration_ns,
        cpu_ns=snapshot.cpu_ns + sum(child.snapshot.cpu_ns for child in reading.children),
        body_ns=snapshot.body_ns,
        thread_ns=snapshot.thread_ns + sum(child.snapshot.thread_ns for child in reading.children),
        tracer=request.tracer,
        outcome=outcome_of(ending, snapshot),
        exit_code=ending.exit_code,
        signal=ending.signal,
        partial=snapshot.ending is None,
        error=failure_of(ending, snapshot),
        overhead=tables.overhead,
        limits=_limits(run, reading, tables, limited),
        processes=tables.processes + len(reading.children),
        scope=request.scope,
        memory=process_memory(reading) if _samples_memory(run) else None,
        unmeasured_ns=tables.unmeasured_ns,
    )


def _limits(run: Run, reading: Reading, tables: Tables, limited: Limited) -> tuple[Note, ...]:
    snapshot, scope = reading.snapshot, run.request.scope
    paths = {file.filename: file.path for file in reading.files}
    running = [(paths[file], line) for file, _, line in snapshot.running if file in paths and line]
    notes = [_not_ended(*place) if snapshot.counts_running else _running(*place) for place in running]
    if any("time_ns" in table.values for table in tables.lines) and not _tells_recursion(tables):
        recursive = recursive_functions(reading, tables.lines, tables.functions)
        notes += [_recursive(tables.functions[index]) for index in recursive]
    notes += tables.notes
    if scope is not None:
        notes.append(limited(scope))
    if run.unread and not _samples_memory(run):
        notes.append(Note("not_measured", f"Nothing was sampled: {run.unread}. Choose another engine."))
    if snapshot is NOTHING and not run.ending.is_running and _is_hooked(run.request):
        notes.append(Note("not_measured", NOT_HOOKED.format(run.request.tracer)))
    if snapshot.forked and not _follows(run.request):
        notes.append(Note("not_measured", "The program started child processes, which were not measured."))
    notes += [Note("not_measured", UNMEASURED.format(words)) for words in reading.unmeasured]
    if snapshot.missed:
        text = "Some results could not be written down while the program ran: look whether the disk is full."
        notes.append(Note("not_measured", text))
    if snapshot.ending is None and snapshot.spacing_ns > SLOW_SPACING_NS:
        seconds = snapshot.spacing_ns / 1e9
        notes.append(Note("not_measured", f"Results were kept every {seconds:.1f} s: so much may be lost in a crash."))
    if _samples_memory(run):
        notes += memory_notes(reading, run.unread)
    return tuple(dict.fromkeys(notes))


def _limited(scope: Scope) -> Note:
    file, one = Path(scope.path).name, scope.first_line == scope.last_line
    lines = f"line {scope.first_line}" if one else f"lines {scope.first_line} to {scope.last_line}"
    if scope.last_line < scope.first_line:
        text = f"Only the module level of {file} was measured, none of its functions."
    elif scope.name:
        text = f"Only {scope.name} ({lines} of {file}) was measured."
    elif scope.module:
        text = f"Only the module level of {file} and what is defined on its {lines} were measured."
    else:
        text = f"Only what is defined on {lines} of {file} was measured."
    return Note("not_measured", text)


def _tells_recursion(tables: Tables) -> bool:
    """Whether the tracer itself told outer calls from those within them."""
    return any(function.values.get("total_ns") is not None for function in tables.functions)


def _running(path: str, line: int) -> Note:
    return Note("running", "This line had begun and not ended: its time so far is not counted.", path, line)


def _not_ended(path: str, line: int) -> Note:
    return Note("not_ended", "This line had begun and not ended: its time up to then is counted.", path, line)


def _recursive(function: FunctionRow) -> Note:
    text = f"{function.name} calls itself: its time counts calls inside calls, so its share of the run is not known."
    return Note("recursive", text, function.path, function.line)
