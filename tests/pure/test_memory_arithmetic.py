"""The two ways to work out a line's increment, over readings that are given."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import CodeType
from typing import Any

import memory_profiler
import pytest

from heatline_runner.engines.line_memory.code_map import Figures, code_map
from heatline_runner.engines.line_memory.tracing import Exact, Own

SOURCE = "def outer():\n    a = 1\n    b = inner()\n    return b\ndef inner():\n    c = 2\n    return c\n"
OUTER, INNER = (const for const in compile(SOURCE, "m.py", "exec").co_consts if isinstance(const, CodeType))
Event = tuple[CodeType, str, int]
CALL: tuple[Event, ...] = (
    (OUTER, "call", 1),
    (OUTER, "line", 2),
    (OUTER, "line", 3),
    (INNER, "call", 5),
    (INNER, "line", 6),
    (INNER, "line", 7),
    (INNER, "return", 7),
    (OUTER, "line", 4),
    (OUTER, "return", 4),
)


@dataclass(frozen=True)
class Frame:
    f_code: CodeType
    f_lineno: int


def told(arithmetic: Any, events: tuple[Event, ...], readings: Iterator[int]) -> dict[tuple[str, int], list[int]]:
    """(function, line) → increment, peak and hits, of the lines that ran."""
    codes = code_map(memory_profiler, shared=arithmetic is Own)
    for code in (OUTER, INNER):
        codes.add(code, None, Figures(0))
    tracing = arithmetic(codes, lambda: next(readings), [0])
    for code, event, line in events:
        heard: Callable[..., None] = {"call": tracing.enter, "line": tracing.line, "return": tracing.leave}[event]
        heard(code, line) if event == "line" else heard(code)
    found = ((code.co_name, line, row[:3]) for code in (OUTER, INNER) for line, row in codes[code].items())
    return {(name, line): row for name, line, row in found if row[2]}


def theirs(events: tuple[Event, ...], readings: Iterator[int], monkeypatch: Any) -> dict[tuple[str, int], list[int]]:
    """The same by memory_profiler's own code."""
    monkeypatch.setattr(memory_profiler, "_get_memory", lambda *about, **more: next(readings))  # noqa: ARG005
    profiler = memory_profiler.LineProfiler(backend="psutil")
    profiler._original_trace_function = None
    profiler.code_map.update({OUTER: {}, INNER: {}})
    for code, event, line in events:
        profiler.trace_memory_usage(Frame(code, line), event, None)
    pairs = ((code, line, row) for code in (OUTER, INNER) for line, row in profiler.code_map[code].items())
    return {(code.co_name, line): list(row) for code, line, row in pairs}


@pytest.mark.parametrize("seed", range(20))
def test_memory_profilers_arithmetic_is_memory_profilers(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    events = CALL * 3
    readings = [random.Random(seed).randrange(1_000, 2_000) for _ in events]

    assert told(Own, events, iter(readings)) == theirs(events, iter(readings), monkeypatch)


def test_what_is_freed_is_taken_against_what_there_was_and_not_against_the_highest_ever() -> None:
    """Line 2 makes 50 and line 3 frees them; then line 2 makes 20 and line 3 frees them."""
    events: tuple[Event, ...] = ((OUTER, "call", 1), *((OUTER, "line", line) for line in (2, 3, 2, 3, 2)))
    readings = [100, 150, 100, 120, 100]

    exact, own = told(Exact, events, iter(readings)), told(Own, events, iter(readings))
    assert (exact["outer", 2][0], exact["outer", 3][0]) == (50 + 20, -50 - 20)
    assert (own["outer", 2][0], own["outer", 3][0]) == (50 + 20, -50 - 50)


def test_a_function_begins_with_what_the_process_has() -> None:
    exact = told(Exact, CALL, iter([1_000, 1_010, 1_010, 1_015, 1_015, 1_015, 1_015]))

    assert exact["outer", 2] == [10, 1_010, 1]
    assert exact["outer", 3] == [5, 1_015, 1]
    assert exact["inner", 6] == [5, 1_015, 1]
    assert exact["inner", 7] == [0, 1_015, 1]
