"""The engines there are: what each is called, how it starts and what it needs. Adding one is adding a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Engine:
    """An engine by its id.

    ``starts``: "with_python" if a start-up hook begins the measuring and the command is the user's own, "runs_file" if
    the engine has to see code before it runs and so runs the file itself. ``package`` is the compiled package it needs,
    ``version`` the one pinned for the private folder, ``good_versions`` those of the user's own that are known good.
    ``tracers`` are its ways to measure, the best first: that is what "auto" takes.
    """

    id: str
    title: str
    starts: Literal["with_python", "runs_file"]
    package: str
    version: str
    good_versions: tuple[str, ...]
    tracers: tuple[str, ...]


LINE_TIME = Engine(
    id="line_time",
    title="Profile time",
    starts="runs_file",
    package="line_profiler",
    version="5.1.0",
    good_versions=("5.1.0",),
    tracers=("line_profiler",),
)
ENGINES = {engine.id: engine for engine in (LINE_TIME,)}
