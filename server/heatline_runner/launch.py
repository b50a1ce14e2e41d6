"""The command that starts the user's Python under an engine, one way per way of starting."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from heatline_runner import run_dir
from heatline_runner.program import plain_arguments
from heatline_runner.registry import ENGINES
from heatline_runner.request import Request

BOOTSTRAP = Path(__file__).with_name("bootstrap.py")
START_UP = Path(__file__).with_name("start_up")


@dataclass(frozen=True)
class Command:
    """What to execute, where, and in which environment."""

    argv: tuple[str, ...]
    cwd: str
    environment: Mapping[str, str]


def command(folder: Path, request: Request) -> Command:
    """How ``request`` is started by its tracer; what its child has to know is then in ``folder``."""
    tracer = ENGINES[request.engine].tracer(request.tracer)
    fields = {
        "kind": request.kind,
        "target": request.target,
        "args": list(request.args),
        "measure": f"heatline_runner.engines.{request.engine}.{tracer.module}",
        "packages": dict(request.packages),
        "options": dict(request.options),
        "scope": None if request.scope is None else astuple(request.scope),
        "python": request.python_version,
        "snippets": None if request.snippets is None else astuple(request.snippets),
        "roots": list(request.roots),
        "libraries": list(request.libraries),
    }
    run_dir.replace(str(folder / run_dir.CHILD), fields)
    return LAUNCHES[tracer.starts](folder, request)


def _runs_file(folder: Path, request: Request) -> Command:
    argv = (request.interpreter, str(BOOTSTRAP), str(folder))
    return Command(argv, request.cwd, {**os.environ, **request.environment})


def _with_python(folder: Path, request: Request) -> Command:
    """The user's own command; a ``sitecustomize`` of ours is found before all others, and undoes these variables."""
    environment = {**os.environ, **request.environment, "HEATLINE_RUN": str(folder)}
    plain = environment.get("PYTHONPATH")
    if plain is not None:
        environment["HEATLINE_PYTHONPATH"] = plain
    environment["PYTHONPATH"] = os.pathsep.join((str(START_UP), plain)) if plain else str(START_UP)
    argv = (request.interpreter, *plain_arguments(request.kind, request.target, request.args))
    return Command(argv, request.cwd, environment)


def _beside(folder: Path, request: Request) -> Command:  # noqa: ARG001  (nothing of ours is in the process)
    argv = (request.interpreter, *plain_arguments(request.kind, request.target, request.args))
    return Command(argv, request.cwd, {**os.environ, **request.environment})


LAUNCHES: Mapping[str, Callable[[Path, Request], Command]] = {
    "runs_file": _runs_file,
    "with_python": _with_python,
    "beside": _beside,
}
