"""From what a user points at to a run that can be started: everything that can be refused is refused here."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from heatline import interpreters
from heatline.interpreters import Interpreter, Unusable
from heatline.protocol import Refused
from heatline.real_calls import problem_with_function
from heatline.render.part import run_title
from heatline.tracers import Chosen, chosen_tracer, problem_with_tracer
from heatline_runner.model import Scope
from heatline_runner.registry import ENGINES
from heatline_runner.request import Request, Snippets, write_request

RUNNER = Path(__file__).resolve().parent.parent / "heatline_runner"


@dataclass(frozen=True)
class Job:
    """What is to be run and how. ``folders`` are the workspace's; empty strings mean "not set".

    A job without ``cwd`` runs in the script's own folder, as programs that open files beside them expect.
    """

    kind: Literal["script", "module"]
    target: str
    engine: str = "line_time"
    tracer: str = "auto"
    args: tuple[str, ...] = ()
    interpreter: str = ""
    cwd: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    folders: Sequence[Path] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    scope: Scope | None = None
    snippets: Snippets | None = None
    timeout_s: float = 0.0
    live: bool = False


@dataclass(frozen=True)
class Run:
    """A prepared run: executing ``argv`` supervises it, ``folder`` is where its results appear.

    ``instead``: why the best tracer does not measure it, where another does without having been asked for.
    """

    folder: Path
    argv: tuple[str, ...]
    title: str
    request: Request
    interpreter: Interpreter
    instead: str = ""


def prepare(job: Job) -> Run | Refused:
    """Make the run's folder, or say in one sentence why ``job`` cannot be run."""
    problem = _problem_with_target(job) or _problem_with_settings(job)
    if problem is not None:
        return Refused("refused", problem)
    try:
        interpreter = interpreter_of(job)
    except Unusable as unusable:
        return Refused("refused", str(unusable))
    problem = _problem_with_scope(job, interpreter)
    if problem is not None:
        return Refused("refused", problem)
    chosen = chosen_tracer(ENGINES[job.engine], job.tracer, interpreter)
    return chosen if isinstance(chosen, Refused) else _run(job, interpreter, chosen)


def interpreter_of(job: Job) -> Interpreter:
    """The Python that runs ``job``, of its own folder of the workspace before that it runs in; may raise Unusable."""
    own = own_folder(Path(job.target), job.folders) if job.kind == "script" else None
    folders = ([own] if own else []) + [Path(_cwd(job))]
    return interpreters.probe(interpreters.choose(job.interpreter, folders))


def own_folder(file: Path, folders: Sequence[Path]) -> Path | None:
    """The innermost of the workspace's ``folders`` that ``file`` is in."""
    around = (folder for folder in folders if file.is_relative_to(folder))
    return max(around, key=lambda folder: len(folder.parts), default=None)


def _problem_with_target(job: Job) -> str | None:
    if job.cwd and not Path(job.cwd).is_dir():
        return f"The working directory {job.cwd} does not exist: mend the setting heatline.cwd (--cwd)."
    if job.kind == "module":
        return None
    path = Path(job.cwd or os.curdir, job.target)
    if path.is_dir() and not (path / "__main__.py").is_file():
        return f"{job.target} is a folder without a __main__.py: choose a file in it, or add one."
    if not path.exists():
        return f"There is no file {job.target}: check its name, or save it first."
    if not os.access(path, os.R_OK):
        return f"{job.target} may not be read: change its permissions."
    if path.is_file() and _is_compiled_or_zipped(path):
        return f"{job.target} has no source in it, so there are no lines to measure: run the source it was made from."
    return None


def _is_compiled_or_zipped(path: Path) -> bool:
    from zipfile import is_zipfile  # seldom needed, and slow to import

    return path.suffix == ".pyc" or (path.suffix != ".py" and is_zipfile(path))


def _problem_with_settings(job: Job) -> str | None:
    if any("\0" in arg for arg in job.args):
        return "No program can be given an argument with a NUL in it: mend the setting heatline.args."
    engine = ENGINES[job.engine]
    problem = problem_with_tracer(engine, job.tracer)
    if problem is not None:
        return problem
    if job.scope is not None and not engine.limits:
        return f"{engine.title} measures the whole program: leave out the part, or choose another engine (--engine)."
    for name in job.options:
        if all(option.id != name for option in engine.options):
            return f"{engine.title} has no option --{name}: leave it out, or choose another engine (--engine)."
    for name, value in job.environment.items():
        if not name or "=" in name or "\0" in name + value:
            return f"No program can be given the variable {name!r}: mend heatline.env or the file of heatline.envFile."
    return None


def _problem_with_scope(job: Job, interpreter: Interpreter) -> str | None:
    if ENGINES[job.engine].of == "calls" and job.snippets is None:
        problem = problem_with_function(job.scope)
        if problem is not None:
            return problem
    roots = _roots(job, _cwd(job))
    path = None if job.scope is None else Path(job.scope.path)
    if path is None or path == Path(os.path.realpath(os.path.join(_cwd(job), job.target))):
        return None
    if any(map(path.is_relative_to, roots)) and not any(map(path.is_relative_to, interpreter.libraries)):
        return None
    return f"{path} is not measured: only what is in {' or '.join(roots)} is, without libraries. Choose a file there."


def _run(job: Job, interpreter: Interpreter, chosen: Chosen) -> Run:
    cwd, engine = _cwd(job), ENGINES[job.engine]
    request = Request(
        kind=job.kind,
        target=job.target,
        args=job.args,
        cwd=cwd,
        environment=job.environment,
        interpreter=interpreter.path,
        python_version=interpreter.version,
        engine=job.engine,
        packages={name: str(found.path) for name, found in chosen.found.items()},
        engine_version=chosen.version,
        tracer=chosen.tracer.name,
        roots=_roots(job, cwd),
        libraries=interpreter.libraries,
        owner_pid=os.getpid(),
        options={each.id: job.options.get(each.id, each.choices[0]) for each in engine.options},
        scope=job.scope,
        snippets=job.snippets,
        live=job.live,
        timeout_s=job.timeout_s,
    )
    folder = Path(tempfile.mkdtemp(prefix="heatline-"))
    write_request(folder, request)
    title = run_title(Path(job.target).name if job.kind == "script" else f"-m {job.target}", job.scope)
    argv = (sys.executable, "-I", "-S", str(RUNNER), str(folder))
    return Run(folder, argv, title, request, interpreter, chosen.instead)


def _cwd(job: Job) -> str:
    """The command line's own where it says so, else the script's folder."""
    if job.cwd:
        return os.path.abspath(job.cwd)
    return os.path.dirname(os.path.abspath(job.target)) if job.kind == "script" else os.getcwd()


def _roots(job: Job, cwd: str) -> tuple[str, ...]:
    """Real paths: the workspace's folders if the target is in one, and else, or for a module, one more."""
    roots = [os.path.realpath(folder) for folder in job.folders]
    own = os.path.realpath(os.path.dirname(os.path.join(cwd, job.target)) if job.kind == "script" else cwd)
    if not any(Path(own).is_relative_to(root) for root in roots):
        roots.append(own)
    return tuple(roots)
