"""Two clocks around one stretch of work, of which neither is misled by what else the machine does.

The CPU clock of the thread, and the wall's less what the thread was ready to run and had to let others, where the
system says so: so on a busy machine too, what works takes the same by both, and what waits takes longer by the wall's.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

SCHEDULED = "/proc/thread-self/schedstat"  # Linux: ns on a processor, ns ready for one, how often
HAS_CPU_CLOCK = hasattr(time, "thread_time_ns") and sys.platform != "win32"  # Windows' goes in steps of 15.6 ms
_cpu_clock: Callable[[], int] = getattr(time, "thread_time_ns", time.perf_counter_ns)


class Stopwatch:
    """Both clocks, at what is pressed first and what is pressed last."""

    def __init__(self) -> None:
        self._presses: list[tuple[int, int, int, int]] = []

    def reset(self) -> None:
        """Forget what was pressed."""
        self._presses.clear()

    def press(self) -> None:
        """Begin or end: the system is asked outside of what is clocked, and how long that took is known."""
        if self._presses:
            wall_ns, cpu_ns = time.perf_counter_ns(), _cpu_clock()
            kept_ns = kept_waiting_ns()
            self._presses.append((wall_ns, cpu_ns, kept_ns, time.perf_counter_ns() - wall_ns))
            return
        asked_ns = time.perf_counter_ns()
        kept_ns = kept_waiting_ns()
        cpu_ns, wall_ns = _cpu_clock(), time.perf_counter_ns()
        self._presses.append((wall_ns, cpu_ns, kept_ns, wall_ns - asked_ns))

    def taken_ns(self) -> tuple[int, int]:
        """By the wall, less what the thread was kept waiting for a processor, and by its CPU clock.

        What it waited while the system was asked is not in the first of these, and may not be taken off. Nothing is
        kept of it: numbers that one of two snippets keeps have all that it makes lie elsewhere in memory, and of equal
        ones one then took 4 % longer in every reading.
        """
        (began_ns, began_cpu_ns, began_kept_ns, asked_ns), *_, last = self._presses
        ended_ns, ended_cpu_ns, ended_kept_ns, asked_again_ns = last
        cpu_ns, wall_ns = ended_cpu_ns - began_cpu_ns, ended_ns - began_ns
        kept_ns = max(0, ended_kept_ns - began_kept_ns - asked_ns - asked_again_ns)
        self._presses.clear()
        return min(wall_ns, max(cpu_ns, wall_ns - kept_ns)), cpu_ns


def kept_waiting_ns() -> int:
    """How long this thread was ready to run so far, and others ran; 0 where the system does not say."""
    try:
        file = os.open(SCHEDULED, os.O_RDONLY)
    except OSError:
        return 0
    try:
        return int(os.read(file, 100).split()[1])
    finally:
        os.close(file)
