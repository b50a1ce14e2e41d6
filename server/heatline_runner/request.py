"""What the server asks the supervisor for: which program, by which engine, in which Python."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from heatline_runner import run_dir
from heatline_runner.model import Asked, Scope


@dataclass(frozen=True)
class Row:
    """One thing to be timed: ``call``, an expression or statements, after ``setup``; ``versus`` in turns with it.

    With ``sizes`` all three are timed with ``n`` bound to each in turn. ``function`` is the qualified name of the
    function that it is about, ``versus_function`` of the other's, "" where there is none; ``line`` where it stands.
    """

    label: str
    call: str
    setup: str = ""
    versus: str = ""
    sizes: tuple[int, ...] = ()
    function: str = ""
    versus_function: str = ""
    line: int = 0
    asked: Asked = "given"


@dataclass(frozen=True)
class Snippets:
    """What is timed in the module that the file at the real ``path`` is, loaded without its guard.

    A row that would take more than ``budget_s``, or that comes after it where that is ``shared`` by all of them, is not
    timed in full, and says so.
    """

    path: str
    rows: tuple[Row, ...]
    budget_s: float = 10.0
    shared: bool = False


@dataclass(frozen=True)
class Request:
    """One run to be made.

    ``kind`` and ``target`` are what plain Python would be given: a script's path, or a module's name. ``roots`` and
    ``libraries`` (real paths) tell the user's code from the rest. ``packages`` are those of the engine, name -> the
    folder or file of its code; ``options`` are the engine's, by their ids; ``scope`` is what measuring is limited to.
    With ``snippets`` these are timed, and the target is not run as a program. ``owner_pid`` is the process whose end
    ends the run, ``live`` whether it reads results meanwhile; ``timeout_s`` 0 is no limit. ``environment`` is added to
    the inherited one.
    """

    kind: Literal["script", "module"]
    target: str
    args: tuple[str, ...]
    cwd: str
    environment: Mapping[str, str]
    interpreter: str
    python_version: str
    engine: str
    packages: Mapping[str, str]
    engine_version: str
    tracer: str | None
    roots: tuple[str, ...]
    libraries: tuple[str, ...]
    owner_pid: int
    options: Mapping[str, str] = field(default_factory=dict)
    scope: Scope | None = None
    snippets: Snippets | None = None
    live: bool = False
    timeout_s: float = 0.0


def write_request(folder: Path, request: Request) -> None:
    """Leave ``request`` in the run's folder."""
    (folder / run_dir.REQUEST).write_text(json.dumps(asdict(request)), encoding="utf-8")


def read_request(folder: Path) -> Request:
    """The request in the run's folder; OSError or ValueError where there is none."""
    fields: dict[str, Any] = json.loads((folder / run_dir.REQUEST).read_text(encoding="utf-8"))
    tuples = {name: tuple(fields[name]) for name in ("args", "roots", "libraries")}
    scope = fields["scope"] and Scope(**fields["scope"])
    return Request(**{**fields, **tuples, "scope": scope, "snippets": _snippets(fields["snippets"])})


def _snippets(fields: dict[str, Any] | None) -> Snippets | None:
    if fields is None:
        return None
    rows = (Row(**{**row, "sizes": tuple(row["sizes"])}) for row in fields["rows"])
    return Snippets(fields["path"], tuple(rows), fields["budget_s"], fields["shared"])
