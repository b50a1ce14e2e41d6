"""What is kept of calls that end in several threads at once; these change at every step of the code."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

from heatline_runner.engines.snippet_time.real_log import Log

THREADS, CALLS = 4, 12


def log() -> Log:
    return Log(lambda code: True, lambda: None)  # noqa: ARG005  (any place will do)


def in_threads(codes: set[CodeType], act: Callable[[int], None]) -> None:
    """``act`` with numbers of their own in threads that take turns within ``codes``."""

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        frame.f_trace_opcodes = True
        if frame.f_code in codes:
            time.sleep(0.0001)
            return trace
        return None

    def work(number: int) -> None:
        sys.settrace(trace)
        for call in range(CALLS):
            act(number * CALLS + call)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_call_stays_with_who_made_it() -> None:
    kept = log()
    in_threads({Log.add.__code__}, lambda number: kept.add(1000 + number, 0, number))
    assert sorted(kept.calls) == [(1000 + number, number) for number in range(THREADS * CALLS)]


def test_no_count_is_lost() -> None:
    kept = log()
    in_threads({Log.count.__code__}, lambda number: kept.count())  # noqa: ARG005
    assert kept.later == THREADS * CALLS
