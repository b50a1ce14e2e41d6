"""What was called as a ``.prof``, which pstats, SnakeViz, tuna and gprof2dot open; the format is that of cProfile."""

from __future__ import annotations

import marshal
from typing import Final

from heatline_runner.model import Profile, Values

NS: Final = 1e9
VERSION: Final = 4  # which every Python from 3.4 on reads
BUILT_IN: Final = "~"
Key = tuple[str, int, str]
Figures = tuple[int, int, float, float]  # primitive calls, calls, own and total seconds


def pstats_bytes(profile: Profile) -> bytes:
    """``{(file, line, name): (primitive, calls, own, total, {caller: (calls, primitive, own, total)})}``, in s.

    Functions that share all three are added up, as cProfile adds them.
    """
    keys = [_key(row.path, row.line, row.name) for row in profile.functions]
    figures: dict[Key, Figures] = {}
    callers: dict[Key, dict[Key, Figures]] = {}
    for key, row in zip(keys, profile.functions, strict=True):
        figures[key] = _added(figures.get(key), _figures(row.values))
    for edge in profile.calls:
        found = callers.setdefault(keys[edge.callee], {})
        found[keys[edge.caller]] = _added(found.get(keys[edge.caller]), _figures(edge.values))
    stats = {key: (*of, _in_pstats_order(callers.get(key, {}))) for key, of in figures.items()}
    return marshal.dumps(stats, VERSION)


def _in_pstats_order(callers: dict[Key, Figures]) -> dict[Key, Figures]:
    """Of callers, all calls come before the primitive ones."""
    return {key: (calls, primitive, own_s, total_s) for key, (primitive, calls, own_s, total_s) in callers.items()}


def _key(path: str, line: int, name: str) -> Key:
    """As a code object calls itself, which knows nothing of what it stands in."""
    return (path, line, name.rpartition(".")[2]) if path else (BUILT_IN, 0, name)


def _figures(values: Values) -> Figures:
    calls = int(values.get("calls") or 0)
    primitive = values.get("primitive_calls")
    own_s, total_s = ((values.get(name) or 0) / NS for name in ("own_ns", "total_ns"))
    return calls if primitive is None else int(primitive), calls, own_s, total_s


def _added(one: Figures | None, other: Figures) -> Figures:
    if one is None:
        return other
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]
