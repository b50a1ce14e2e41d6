"""Every message between the Heatline server and a client that LSP does not already have, defined once.

The TypeScript twin, ``extension/src/protocol.ts``, is generated from this file (``scripts/protocol_ts.py``) and
``npm run check`` fails while they differ. On the wire the field names are camelCase. Lines are 1-based here, as
everywhere but in LSP's own objects.

Commands are sent by ``workspace/executeCommand`` with at most one argument, the dataclass named beside them; without
an argument they work on the document of the newest open, change, hover or lens request; CLEAR then clears all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

# --- commands -------------------------------------------------------------------------------------------------------

PREPARE: Final = "heatline.server.prepare"  # PrepareParams -> Prepared | Refused
PROFILE_TIME: Final = "heatline.server.profileTime"  # ProfileParams -> Started | Refused; the server spawns the run
PROFILE_MEMORY: Final = "heatline.server.profileMemory"  # the same
PROFILE_ALLOCATIONS: Final = "heatline.server.profileAllocations"  # the same
STOP: Final = "heatline.server.stop"  # RunParams -> bool: whether a run was there to stop
CLEAR: Final = "heatline.server.clear"  # DocumentParams -> bool: forget the results of a file; without one, of all
FETCH_ENGINE: Final = "heatline.server.fetchEngine"  # FetchParams -> Fetched | Refused
INTERPRETER: Final = "heatline.server.interpreter"  # DocumentParams -> Interpreter | Refused

# --- notifications, server to client --------------------------------------------------------------------------------

ANNOTATIONS: Final = "heatline/annotations"  # Annotations
RUN: Final = "heatline/run"  # RunState

Engine = Literal["line_time", "line_memory", "allocations"]
Level = Literal[0, 1, 2, 3, 4, 5]
Phase = Literal["prepared", "running", "ended"]
Tone = Literal["measured", "stale", "never_ran", "failed"]


@dataclass(frozen=True)
class InitializationOptions:
    """What a client says of itself in ``initialize``.

    ``paints_annotations``: it draws heatline/annotations and wants no inlay hints. ``has_terminal``: it runs what
    ``heatline.server.prepare`` answers in a terminal of its own. ``trusted``: false in an untrusted workspace.
    ``storage``: a folder of the client's in which results outlive a restart of the server; empty: they do not.
    """

    paints_annotations: bool = False
    has_terminal: bool = False
    trusted: bool = True
    storage: str = ""


@dataclass(frozen=True)
class Settings:
    """The settings section ``heatline``, for one workspace folder. Empty strings and tuples mean "not set"."""

    interpreter: str = ""
    cwd: str = ""
    args: tuple[str, ...] = ()
    env: Mapping[str, str] | None = None
    env_file: str = ""
    show: tuple[str, ...] = ("percent", "time", "hits")
    lenses: bool = True
    timeout: float = 0.0


@dataclass(frozen=True)
class DocumentParams:
    """A document; without ``uri`` the newest one."""

    uri: str | None = None


@dataclass(frozen=True)
class RunParams:
    """A run; without ``run`` the newest one."""

    run: str | None = None


@dataclass(frozen=True)
class FetchParams:
    """Fetch the compiled engine that ``interpreter`` needs into Heatline's private folder."""

    interpreter: str


@dataclass(frozen=True)
class Lines:
    """Lines ``first`` to ``last`` of a document, inclusive."""

    first: int
    last: int


@dataclass(frozen=True)
class ProfileParams:
    """What to run: the document's file; without ``uri`` the newest document's.

    With ``lines`` only the functions that those lines are of are measured: one line stands for the function around it.
    """

    uri: str | None = None
    lines: Lines | None = None


@dataclass(frozen=True)
class PrepareParams:
    """The same, under ``engine``."""

    uri: str | None = None
    engine: Engine = "line_time"
    lines: Lines | None = None


@dataclass(frozen=True)
class Prepared:
    """The command a client with a terminal runs as a task's process, without a shell. ``env`` is what to add."""

    kind: Literal["prepared"]
    run: str
    title: str
    argv: tuple[str, ...]
    cwd: str
    env: Mapping[str, str]
    interpreter: Interpreter


@dataclass(frozen=True)
class Started:
    """The server runs it itself, standard input closed."""

    kind: Literal["started"]
    run: str
    title: str


@dataclass(frozen=True)
class Fetched:
    """The engine is there now; ``text`` says where."""

    kind: Literal["fetched"]
    text: str


@dataclass(frozen=True)
class Action:
    """A button: its title, the server command behind it and that command's argument, if it takes one."""

    title: str
    command: str
    argument: str | None = None


@dataclass(frozen=True)
class Refused:
    """Why nothing was started, in one sentence with the next step, and a button where one helps."""

    kind: Literal["refused"]
    text: str
    action: Action | None = None


@dataclass(frozen=True)
class Interpreter:
    """The Python a file is run with; ``found`` says by what: a setting, a .venv of the workspace, the PATH."""

    path: str
    version: str
    found: str


@dataclass(frozen=True)
class RunState:
    """How a run is doing; sent when something changes, and once with phase "ended".

    ``elapsed_ns`` is wall time since the run was prepared; ``lines`` the number of lines that ran at least once.
    ``text`` is one sentence for a status item or, at the end, a message; ``severity`` says how loud. ``setting`` says
    with which Python, found by what, and in which folder it runs.
    """

    run: str
    engine: str
    title: str
    phase: Phase
    elapsed_ns: int
    lines: int
    text: str
    setting: str
    severity: Literal["info", "warning", "error"] = "info"
    action: Action | None = None


@dataclass(frozen=True)
class Annotation:
    """What to draw at the end of ``line`` (1-based).

    ``text`` is ready to draw; empty with tone "measured" and no level means: nothing on this line (any more).
    ``level`` is the heat in time, ``memory_level`` that in memory, 0 (coolest) to 5, None without a heat.
    """

    line: int
    text: str
    level: Level | None
    tone: Tone
    memory_level: Level | None = None


@dataclass(frozen=True)
class Move:
    """Annotations of the base on lines ``first`` to ``last`` (inclusive) now stand ``by`` lines lower."""

    first: int
    last: int
    by: int


@dataclass(frozen=True)
class Annotations:
    """The annotations of a document as of its ``version``.

    With ``base`` null, ``lines`` are all there are. Otherwise start from revision ``base``, the message before: what
    stands in no move is dropped, what does is moved and kept, then ``lines`` are laid over. A client applies every
    message in order, and paints only while its document is at ``version``: a newer message is then on its way.
    """

    uri: str
    version: int | None
    revision: int
    base: int | None
    moves: tuple[Move, ...]
    lines: tuple[Annotation, ...]
