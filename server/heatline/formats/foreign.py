"""What a profile has that another tool left in a file: figures, and of the run next to nothing."""

from __future__ import annotations

from datetime import datetime, timezone

from heatline_runner.model import Note, RunInfo

MOST_BYTES = 256 << 20
UNVERIFIED = (
    "This file does not say which text was measured: its lines and functions are shown unverified, where they fit the "
    "source as it is now."
)


def foreign_run(name: str, tool: str, whole_ns: int, modified_s: float, notes: tuple[Note, ...] = ()) -> RunInfo:
    """The run of a file called ``name``, made by ``tool``, that was written at ``modified_s`` (Unix time)."""
    return RunInfo(
        target=name,
        argv=(name,),
        cwd="",
        interpreter="",
        python_version="",
        engine_version="",
        started=datetime.fromtimestamp(modified_s, timezone.utc).isoformat(timespec="milliseconds"),
        duration_ns=whole_ns,
        cpu_ns=0,
        body_ns=whole_ns,
        thread_ns=whole_ns,
        tracer=tool,
        outcome="finished",
        exit_code=None,
        signal=None,
        partial=False,
        error=None,
        overhead=None,
        limits=(Note("unverified", UNVERIFIED), *notes),
        processes=1,
    )
