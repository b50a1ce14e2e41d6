"""Interrupts what has not come back in time, so that what is to be timed after it still is.

An alarm is a signal that Python can raise an exception for. What does not let it, a loop in C, a program that catches
everything, or any on Windows, is ended with its process by the supervisor.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # the half of signal that Python has loaded anyway

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

AGAIN_S = 0.3  # between alarms, where the first was caught by the program


class OutOfTime(KeyboardInterrupt):
    """What is raised: asyncio, pools and most programs let this kind pass."""


class Limit:
    """So many seconds for what is done in this context; ``is_over`` is true after it, even if the program caught it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.is_over = False
        self._before: Any = None

    def __enter__(self) -> Limit:
        self.is_over = False
        if hasattr(_signal, "setitimer"):
            self._before = _signal.signal(_signal.SIGALRM, self._ring)
            _signal.setitimer(_signal.ITIMER_REAL, max(self.seconds, 0.001), AGAIN_S)
        return self

    def __exit__(self, *problem: object) -> None:
        if hasattr(_signal, "setitimer"):
            _signal.setitimer(_signal.ITIMER_REAL, 0.0)
            _signal.signal(_signal.SIGALRM, self._before or _signal.SIG_DFL)

    def _ring(self, number: int, frame: object) -> None:  # noqa: ARG002  (as Python calls it)
        self.is_over = True
        raise OutOfTime
