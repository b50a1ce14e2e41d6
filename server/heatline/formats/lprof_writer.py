"""Times of lines as a ``.lprof``, which ``python -m line_profiler`` opens; the format is that of line_profiler 5."""

from __future__ import annotations

import pickle
from typing import Final

from heatline_runner.model import Profile

HEAD: Final = b"\x80\x02cline_profiler.line_profiler\nLineStats\n)\x81"  # protocol 2; an instance of that class
BUILD, STOP = b"b", b"."
UNIT_S: Final = 1e-9
Timings = dict[tuple[str, int, str], list[tuple[int, int, int]]]


def lprof_bytes(profile: Profile) -> bytes:
    """A pickled ``LineStats`` with ``timings``: {(file, first line, name): [(line, hits, ns), …]}, unit 1 ns.

    Lines without a time, as those within lambdas, are left out; so are those that never ran.
    """
    state = pickle.dumps({"timings": _timings(profile), "unit": UNIT_S}, 2)
    return HEAD + state[2:-1] + BUILD + STOP  # without the head and the stop that a pickle of its own has


def _timings(profile: Profile) -> Timings:
    found: Timings = {}
    for row in profile.functions:
        found.setdefault((row.path, row.line, row.name), [])
    for table in profile.lines:
        columns = (table.line, table.function, table.values.get("hits", ()), table.values.get("time_ns", ()))
        for line, function, hits, time_ns in zip(*columns, strict=False):
            if hits and time_ns is not None:
                row = profile.functions[function]
                found[row.path, row.line, row.name].append((line, int(hits), round(time_ns)))
    return {key: sorted(lines) for key, lines in found.items()}
