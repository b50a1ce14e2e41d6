"""One snippet from its first call to its readings: what it gives, whether it has effects, how long it takes."""

from __future__ import annotations

import ast
import asyncio
import copy
import inspect
import math
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from types import FunctionType, ModuleType
from typing import Any

from heatline_runner.engines.snippet_time.timing import Awaited, Rounds, Snippet, Statement, alone, columns, in_turns

CLOSE = 1e-9  # relative difference of two floats that are taken for the same
MOST_ITEMS = 10_000  # of a generator that are compared
SHOWN = 80  # characters of a result that are said
SLEEPS = 0.5  # of the wall time, on the CPU: below that a snippet waits
CACHED = 10.0  # times as long as the second call the first has to take
FEW_NS = 1_000_000  # a first call shorter than this is slow for other reasons than a cache


@dataclass(frozen=True)
class Asked:
    """What is to be timed: an expression or statements, after ``setup``; ``versus``, with it, in turns."""

    label: str
    call: str
    setup: str
    versus: str | None = None


@dataclass
class Timed:
    """What one snippet gave: readings in nanoseconds per call by ``clock``, or why there are none."""

    label: str
    call: str
    setup: str
    loops: int = 0
    samples_ns: list[float] = field(default_factory=list)
    clock: str = "wall"
    first_ns: float | None = None
    loop_ns: float = 0.0
    notes: list[tuple[str, str]] = field(default_factory=list)  # kind and text, as a Note has them
    error: tuple[str, str] | None = None  # type and message


@dataclass(frozen=True)
class _Called:
    """A call made twice: its results, what they took, and whether its arguments stayed as they were."""

    first_ns: float
    second_ns: float
    result: Any
    awaited: bool
    effects: bool


def time_one(asked: Asked, names: dict[str, Any]) -> Timed:
    """Readings of one snippet; what it raises is kept as the reason that there are none."""
    timed = Timed(asked.label, asked.call, asked.setup)
    try:
        called = _call_twice(asked.call, asked.setup, names)
        snippet = _snippet(asked.call, asked.setup, names, called.awaited)
        _fill(timed, called, alone(snippet, min(called.first_ns, called.second_ns)))
    except BaseException as problem:  # noqa: BLE001  (also SystemExit: a snippet may do anything)
        timed.error = _said(problem)
    return timed


def time_both(asked: Asked, names: dict[str, Any]) -> tuple[Timed, Timed]:
    """Readings of ``call`` and ``versus`` in turns, once both were seen to give the same."""
    versus = asked.versus or ""
    base, other = Timed(asked.label, asked.call, asked.setup), Timed(versus, versus, asked.setup)
    outcomes = [_outcome(call, asked.setup, names) for call in (asked.call, versus)]
    results = [outcome.result if isinstance(outcome, _Called) else outcome for outcome in outcomes]
    if not same_result(*results):
        shown = " and ".join(map(_shown, results))
        base.error = other.error = ("ResultsDiffer", f"results differ for {asked.call}: {shown}")
        return base, other
    first, second = outcomes
    if not isinstance(first, _Called) or not isinstance(second, _Called):
        base.error = other.error = _said(results[0])  # both raise the same
        return base, other
    try:
        sides = [
            _snippet(call, asked.setup, names, called.awaited)
            for call, called in ((asked.call, first), (versus, second))
        ]
        one_ns = (min(first.first_ns, first.second_ns), min(second.first_ns, second.second_ns))
        rounds = in_turns(sides[0], sides[1], one_ns)
    except BaseException as problem:  # noqa: BLE001
        base.error = other.error = _said(problem)
        return base, other
    clock = "cpu" if all(map(_works, rounds)) else "wall"
    _fill(base, first, rounds[0], clock)
    _fill(other, second, rounds[1], clock)
    return base, other


def same_result(first: Any, second: Any) -> bool:
    """Whether two results say the same: floats nearly, generators item by item, exceptions by type and words."""
    if isinstance(first, BaseException) or isinstance(second, BaseException):
        return type(first) is type(second) and str(first) == str(second)
    if isinstance(first, float) and isinstance(second, (int, float)):
        return math.isclose(first, second, rel_tol=CLOSE) or (math.isnan(first) and math.isnan(second))
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        return first.keys() == second.keys() and all(same_result(first[key], second[key]) for key in first)
    if isinstance(first, Iterator) and isinstance(second, Iterator):
        return same_result(list(islice(first, MOST_ITEMS)), list(islice(second, MOST_ITEMS)))
    if isinstance(first, (list, tuple)) and isinstance(second, (list, tuple)):
        return len(first) == len(second) and all(map(same_result, first, second))
    return bool(first == second)


def _outcome(call: str, setup: str, names: dict[str, Any]) -> _Called | BaseException:
    try:
        return _call_twice(call, setup, names)
    except BaseException as problem:  # noqa: BLE001
        return problem


def _call_twice(call: str, setup: str, names: dict[str, Any]) -> _Called:
    scope = dict(names)
    exec(setup, scope)
    code = _compiled(call)
    before = _arguments(call, scope)
    began_ns = time.perf_counter_ns()
    first, awaited = _value(eval(code, scope))
    between_ns = time.perf_counter_ns()
    effects = any(not _equal(kept, scope[name]) for name, kept in before.items())
    again_ns = time.perf_counter_ns()
    second, _ = _value(eval(code, scope))
    ended_ns = time.perf_counter_ns()
    if not isinstance(first, Iterator):
        effects = effects or not _equal(first, second)
    return _Called(between_ns - began_ns, ended_ns - again_ns, first, awaited, effects)


def _compiled(call: str) -> Any:
    """``call`` for ``eval``: an expression gives its value, statements give None."""
    try:
        return compile(call, "<timeit>", "eval")
    except SyntaxError:
        return compile(call, "<timeit>", "exec")


def _value(value: Any) -> tuple[Any, bool]:
    if not inspect.isawaitable(value):
        return value, False

    async def awaited() -> Any:
        return await value

    return asyncio.run(awaited()), True


def _arguments(call: str, scope: dict[str, Any]) -> dict[str, Any]:
    """Copies of what the call names and might change, as far as it can be copied."""
    copies: dict[str, Any] = {}
    for node in ast.walk(ast.parse(call)):
        value = scope.get(node.id) if isinstance(node, ast.Name) else None
        if isinstance(node, ast.Name) and isinstance(value, (list, dict, set, bytearray)):
            try:
                copies[node.id] = copy.deepcopy(value)
            except Exception:  # noqa: BLE001  (what cannot be copied cannot be compared)
                continue
    return copies


def _equal(first: Any, second: Any) -> bool:
    """Whether they are the same, as far as that can be told: objects that only know themselves are taken for it."""
    try:
        plain = getattr(type(first), "__eq__", None) is object.__eq__ or isinstance(first, (FunctionType, ModuleType))
        return type(first) is type(second) and (plain or same_result(first, second))
    except Exception:  # noqa: BLE001
        return True


def _snippet(call: str, setup: str, names: dict[str, Any], awaited: bool) -> Snippet:
    return Awaited(call, setup, names) if awaited else Statement(call, setup, names)


def _works(rounds: Rounds) -> bool:
    """Whether it spends its time on the CPU, so that the thread's own clock tells all of it."""
    wall = sum(reading.wall_ns for reading in rounds.readings)
    return sum(reading.cpu_ns for reading in rounds.readings) > SLEEPS * wall


def _fill(timed: Timed, called: _Called, rounds: Rounds, clock: str = "wall") -> None:
    timed.loops, timed.clock, timed.loop_ns = rounds.loops, clock, rounds.turn_ns
    timed.samples_ns = list(columns(rounds, clock))
    timed.first_ns = called.first_ns
    if called.effects:
        text = "It has effects: its result or its arguments differ between two equal calls."
        timed.notes.append(("distorts", text))
    if called.first_ns > FEW_NS and called.first_ns > CACHED * called.second_ns:
        times = called.first_ns / max(called.second_ns, 1.0)
        timed.notes.append(("distorts", f"A cache may mislead: the first call took {times:,.0f} times as long."))


def _said(problem: BaseException) -> tuple[str, str]:
    try:
        return type(problem).__name__, str(problem)[:500]
    except Exception:  # noqa: BLE001
        return type(problem).__name__, ""


def _shown(value: Any) -> str:
    try:
        text = f"{type(value).__name__}: {value}" if isinstance(value, BaseException) else repr(value)
    except Exception:  # noqa: BLE001
        text = f"a {type(value).__name__}"
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
