"""Memory over time as mprof's ``.dat``, for ``mprof plot``; the format is that of memory_profiler 0.61."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from heatline.analysis.timeline import value_at
from heatline.formats.mprof_lines import ALL_CHILDREN, MIB
from heatline.formats.mprof_reader import TOGETHER
from heatline_runner.model import Profile, Series, Span

RESIDENT, TREE = "memory_bytes", "tree_bytes"
MOST_CALLS: Final = 100  # mprof has a row in its legend and two brackets for each


def mprof_text(profile: Profile) -> str:
    """``CMDLINE``, ``FUNC`` of the longest calls, ``MEM`` of the process, ``CHLD`` of others; times are Unix times.

    The times are as exact as ``run.started``, which is when the process began; each is off by the same start-up.
    ``profile`` must have a timeline.
    """
    began_s, process = _began_s(profile), profile.timeline[0]
    lines = [f"CMDLINE {_printable(shlex.join(_command(profile)))}", *_calls(profile, began_s)]
    lines += [f"MEM {value / MIB:.6f} {began_s + at_ns / 1e9:.6f}" for at_ns, value in _readings(process, RESIDENT)]
    for name, readings in _children(profile).items():
        lines += [f"CHLD {name} {value / MIB:.6f} {began_s + at_ns / 1e9:.6f}" for at_ns, value in readings]
    return "\n".join(lines) + "\n"


def _command(profile: Profile) -> tuple[str, ...]:
    run = profile.run
    return (run.interpreter, *run.argv) if run.interpreter else run.argv


def _began_s(profile: Profile) -> float:
    try:
        return datetime.fromisoformat(profile.run.started.replace("Z", "+00:00")).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def _readings(series: Series, metric: str) -> list[tuple[int, float]]:
    column = zip(series.at_ns, series.values.get(metric, ()), strict=False)
    return [(at_ns, value) for at_ns, value in column if value is not None]


def _known(series: Series) -> Series:
    """Those readings of ``series`` that have the process's size."""
    readings = _readings(series, RESIDENT)
    values = {RESIDENT: tuple(value for _, value in readings)}
    return replace(series, at_ns=tuple(at_ns for at_ns, _ in readings), place=(-1,) * len(readings), values=values)


def _children(profile: Profile) -> Mapping[str, list[tuple[int, float]]]:
    """What the process's children have together, and the other processes there are, by what mprof calls them."""
    process = profile.timeline[0]
    memory, tree = (process.values.get(metric, ()) for metric in (RESIDENT, TREE))
    together = [
        (at_ns, all_of_them - own)
        for at_ns, own, all_of_them in zip(process.at_ns, memory, tree, strict=False)
        if own is not None and all_of_them is not None
    ]
    found = {ALL_CHILDREN: together} if any(value for _, value in together) else {}
    for place, series in enumerate(profile.timeline[1:], 1):
        number = ALL_CHILDREN if series.title == TOGETHER else series.title.rpartition(" ")[2]
        found[number if number.isdecimal() and number not in found else f"other-{place}"] = _readings(series, RESIDENT)
    return found


def _calls(profile: Profile, began_s: float) -> Iterator[str]:
    """The longest calls, but for the module's own level, in order; how many of them each is in is its level."""
    within = (span for span in profile.spans if profile.functions[span.function].name != "<module>")
    longest = sorted(within, key=lambda span: span.start_ns - span.end_ns)[:MOST_CALLS]
    spans = sorted(longest, key=lambda span: (span.start_ns, -span.end_ns))
    process = _known(profile.timeline[0])
    for at, span in enumerate(spans):
        sizes = [value_at(process, RESIDENT, at_ns) for at_ns in (span.start_ns, span.end_ns)]
        before, after = (None if value is None else value / MIB for value in sizes)
        if before is not None and after is not None:
            start_s, end_s = began_s + span.start_ns / 1e9, began_s + span.end_ns / 1e9
            level = sum(outer.end_ns >= span.end_ns for outer in spans[:at])
            yield f"FUNC {_name(profile, span)} {before:.4f} {start_s:.6f} {after:.4f} {end_s:.6f} {level}"


def _name(profile: Profile, span: Span) -> str:
    """``sos.sum_of_diffs``: one word, as the line is cut at its spaces."""
    row = profile.functions[span.function]
    stem = row.path.replace("\\", "/").rpartition("/")[2].removesuffix(".py")
    return "_".join(_printable(f"{stem}.{row.name}" if stem else row.name).split())


def _printable(text: str) -> str:
    """``text`` on one line."""
    return "".join(each if each.isprintable() else f"\\x{ord(each):02x}" for each in text)
