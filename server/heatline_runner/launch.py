"""The command that starts the user's Python under an engine, one way per way of starting."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from heatline_runner import run_dir
from heatline_runner.registry import ENGINES
from heatline_runner.request import Request

BOOTSTRAP = Path(__file__).with_name("bootstrap.py")


@dataclass(frozen=True)
class Command:
    """What to execute, where, and in which environment."""

    argv: tuple[str, ...]
    cwd: str
    environment: Mapping[str, str]


def command(folder: Path, request: Request) -> Command:
    """How ``request`` is started by its engine."""
    return LAUNCHES[ENGINES[request.engine].starts](folder, request)


def _runs_file(folder: Path, request: Request) -> Command:
    fields = {
        "kind": request.kind,
        "target": request.target,
        "args": list(request.args),
        "engine": request.engine,
        "packages": dict(request.packages),
        "options": dict(request.options),
        "scope": None if request.scope is None else astuple(request.scope),
        "snippets": None if request.snippets is None else astuple(request.snippets),
        "roots": list(request.roots),
        "libraries": list(request.libraries),
    }
    run_dir.replace(str(folder / run_dir.CHILD), fields)
    argv = (request.interpreter, str(BOOTSTRAP), str(folder))
    return Command(argv, request.cwd, {**os.environ, **request.environment})


LAUNCHES: Mapping[str, Callable[[Path, Request], Command]] = {"runs_file": _runs_file}
