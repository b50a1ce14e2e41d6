"""How a run ended, from what its process said, what it left and what was asked of it."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import Literal

from heatline_runner.model import Failure, Outcome
from heatline_runner.reading import Snapshot

CRASHES = ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE", "SIGSYS", "SIGTRAP")
TIMEOUT_CODE = 124  # as timeout(1)


@dataclass(frozen=True)
class Ending:
    """``exit_code`` or ``signal`` of the process, both None while it runs; ``by`` is who ended it, None: it itself."""

    exit_code: int | None = None
    signal: int | None = None
    by: Literal["stop", "timeout"] | None = None

    @property
    def is_running(self) -> bool:
        """Whether the process has not ended yet."""
        return self.exit_code is None and self.signal is None


def outcome_of(ending: Ending, snapshot: Snapshot) -> Outcome:
    """One word for it, see DESIGN §2: what was asked comes first, then the signal, then what the program said."""
    if ending.is_running:
        return "running"
    if ending.by is not None:
        return "cancelled" if ending.by == "stop" else "timed_out"
    if ending.signal is not None:
        return _outcome_of_signal(ending.signal, snapshot)
    if snapshot.ending is None:
        return "exited"  # without a word: os._exit, or before the program could begin
    if not ending.exit_code:
        return "finished"
    return "raised" if snapshot.ending[0] == "raised" else "exited"


def _outcome_of_signal(number: int, snapshot: Snapshot) -> Outcome:
    if (
        number == signal.SIGINT
        and snapshot.ending is not None
        and snapshot.ending[:2] == ("raised", "KeyboardInterrupt")
    ):
        return "cancelled"  # Ctrl-C, and the program let it
    crashes = {getattr(signal, name) for name in CRASHES if hasattr(signal, name)}
    return "crashed" if number in crashes else "killed"


def failure_of(ending: Ending, snapshot: Snapshot) -> Failure | None:
    """The exception that ended the program, unless it was asked to end; its message at most 500 characters."""
    asked = outcome_of(ending, snapshot) in ("cancelled", "timed_out", "finished")
    if asked or snapshot.ending is None or snapshot.ending[0] != "raised":
        return None
    _, kind, message, path, line = snapshot.ending
    return Failure(str(kind), str(message)[:500], path, line)
