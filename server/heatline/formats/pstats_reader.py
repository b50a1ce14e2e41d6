"""A profile of what cProfile left in a ``.prof``, by any Python from 3.4 on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from heatline.formats.foreign import foreign_run
from heatline.formats.marshalled import read_marshalled
from heatline.formats.pstats_writer import BUILT_IN, NS
from heatline_runner.model import CallEdge, FunctionRow, Metric, Profile, Values
from heatline_runner.profile_json import NotAProfile

ENGINE: Final = "call_time"
TOOL: Final = "cProfile"
METRICS: Final = (
    Metric("total_ns", "Total time", "ns"),
    Metric("own_ns", "Own time", "ns"),
    Metric("calls", "Calls", "count"),
    Metric("primitive_calls", "Primitive calls", "count"),
)
OLD: Final = "it was made by Python 2, whose names cannot be told: profile the program again with Python 3"
WRONG: Final = "it is no file of cProfile's"
MOST_S: Final = 1e15
Key = tuple[str, int, str]


def pstats_profile(path: Path) -> Profile:
    """The profile in the file at ``path``; OSError where it cannot be read, NotAProfile where it is none."""
    stats = read_marshalled(path)
    if not isinstance(stats, dict):
        raise NotAProfile(WRONG)
    places = {key: place for place, key in enumerate(stats)}
    try:
        functions = tuple(_function(key, value) for key, value in stats.items())
        calls = tuple(edge for key, value in stats.items() for edge in _edges(places, key, value[4]))
    except (TypeError, ValueError, KeyError, IndexError) as problem:
        is_old = any(type(part) is bytes for key in stats if isinstance(key, tuple) for part in key)
        raise NotAProfile(OLD if is_old else WRONG) from problem
    if not functions:
        raise NotAProfile("it has no calls in it: what was profiled had not begun, or ran nothing")
    whole_ns = round(sum(row.values["own_ns"] or 0 for row in functions))
    return Profile(
        format=1,
        engine=ENGINE,
        run=foreign_run(path.name, TOOL, whole_ns, path.stat().st_mtime),
        metrics=METRICS,
        lines=(),
        functions=functions,
        calls=calls,
        stacks=(),
        timeline=(),
        spans=(),
        trials=(),
        sources={},
    )


def _function(key: Any, value: Any) -> FunctionRow:
    file, line, name = _key(key)
    primitive, calls, own_s, total_s, callers = value
    if not isinstance(callers, dict):
        raise TypeError(callers)
    return FunctionRow("" if file == BUILT_IN else file, line, line, name, _values(primitive, calls, own_s, total_s))


def _edges(places: Mapping[Key, int], callee: Key, callers: Mapping[Any, Any]) -> Iterator[CallEdge]:
    called = places[callee]
    for key, figures in callers.items():
        caller = places.get(key)
        if caller is None:
            continue  # as in files that were added up from others
        if isinstance(figures, tuple):
            calls, primitive, own_s, total_s = figures
            values = _values(primitive, calls, own_s, total_s)
        else:  # profile's, in pure Python, knows only how often
            values = {"calls": _count(figures)}
        yield CallEdge(caller, called, None, values)


def _key(key: Any) -> Key:
    file, line, name = key
    if type(file) is not str or type(line) is not int or type(name) is not str or line < 0:
        raise TypeError(key)
    return file, line, name


def _values(primitive: Any, calls: Any, own_s: Any, total_s: Any) -> Values:
    if type(own_s) is not float or type(total_s) is not float:
        own_s, total_s = _seconds(own_s), _seconds(total_s)
    if type(calls) is not int or type(primitive) is not int or calls < 0 or primitive < 0:
        raise ValueError(calls, primitive)
    if not (-MOST_S < own_s < MOST_S and -MOST_S < total_s < MOST_S):
        raise ValueError(own_s, total_s)
    return {
        "total_ns": int(total_s * NS + 0.5) if total_s > 0 else 0,
        "own_ns": int(own_s * NS + 0.5) if own_s > 0 else 0,
        "calls": calls,
        "primitive_calls": primitive,
    }


def _seconds(number: Any) -> float:
    if type(number) is not float and type(number) is not int:
        raise ValueError(number)
    return float(number)


def _count(number: Any) -> int:
    if type(number) is not int or number < 0:
        raise ValueError(number)
    return number
