"""Stacks that other tools left: speedscope's JSON, and the collapsed lines that flame graphs are made of."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from heatline.formats.foreign import MOST_BYTES, foreign_run
from heatline_runner.model import FunctionRow, Metric, Profile, Stack
from heatline_runner.profile_json import NotAProfile

ENGINE: Final = "samples"
UNITS_NS: Final = {"nanoseconds": 1.0, "microseconds": 1e3, "milliseconds": 1e6, "seconds": 1e9}
TIME, COUNT = Metric("time_ns", "Time", "ns"), Metric("samples", "Samples", "count")
PLACED: Final = re.compile(r"(?P<name>.*) \((?P<file>[^()]*?)(?::(?P<line>\d+))?\)$")
WRONG: Final = "it is cut short, or no file of speedscope's"
NO_STACKS: Final = "it has no stacks in it"
MOST_DEEP: Final = 5000
Frame = tuple[str, int, str]  # file, line, name
Stacks = dict[tuple[int, ...], float]  # places in the frames, root first -> weight


def speedscope_profile(path: Path) -> Profile:
    """All profiles of the file together; OSError where it cannot be read, NotAProfile where it is none."""
    text = _text(path)
    try:
        read = json.loads(text)
        frames = [(str(f.get("file", "")), int(f.get("line") or 0), str(f["name"])) for f in read["shared"]["frames"]]
        profiles = read["profiles"]
        unit = profiles[0]["unit"]
        stacks: Stacks = {}
        for each in profiles:
            for stack, weight in _stacks(each):
                if weight > 0 and stack:
                    stacks[stack] = stacks.get(stack, 0.0) + weight
        if any(not 0 <= at < len(frames) for stack in stacks for at in stack):
            raise NotAProfile(WRONG)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as problem:
        raise NotAProfile(WRONG) from problem
    exporter = str(read.get("exporter") or "speedscope")[:60]
    return _profile(path, exporter, frames, stacks, UNITS_NS.get(unit))


def collapsed_profile(path: Path) -> Profile:
    """Lines ``a;b (file.py:3);c 12``, root first; OSError where it cannot be read, NotAProfile where it is none."""
    frames: dict[Frame, int] = {}
    stacks: Stacks = {}
    for line in _text(path).splitlines():
        names, _, number = line.rstrip().rpartition(" ")
        if not line.strip():
            continue
        if not names or not number.isdecimal() or len(number) > 18:
            raise NotAProfile("it is no file of collapsed stacks: each line ends with a number")
        stack = tuple(frames.setdefault(_frame(name), len(frames)) for name in names.split(";")[:MOST_DEEP])
        stacks[stack] = stacks.get(stack, 0.0) + int(number)
    return _profile(path, "collapsed stacks", list(frames), stacks, None)


def _text(path: Path) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise NotAProfile(f"it is larger than {MOST_BYTES >> 20} MiB")
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as problem:
        raise NotAProfile("it is not text in UTF-8") from problem


def _frame(name: str) -> Frame:
    found = PLACED.fullmatch(name)
    return ("", 0, name) if found is None else (found["file"], int(found["line"] or 0), found["name"])


def _stacks(profile: Any) -> Iterator[tuple[tuple[int, ...], float]]:
    if profile["type"] == "sampled":
        for sample, weight in zip(profile["samples"], profile["weights"], strict=True):
            yield tuple(map(int, sample[:MOST_DEEP])), float(weight)
        return
    stack: list[int] = []
    then = float(profile["startValue"])
    for event in profile["events"]:  # opened and closed in the order of time
        yield tuple(stack), float(event["at"]) - then
        then = float(event["at"])
        if event["type"] == "O":
            stack.append(int(event["frame"]))
        elif stack:
            stack.pop()


def _profile(path: Path, tool: str, frames: list[Frame], stacks: Stacks, unit_ns: float | None) -> Profile:
    if not stacks:
        raise NotAProfile(NO_STACKS)
    metric = COUNT if unit_ns is None else TIME
    scale = unit_ns or 1.0
    functions: dict[tuple[str, str], int] = {}
    lines: dict[int, int] = {}
    places = []
    for file, line, name in frames:
        index = functions.setdefault((file, name), len(functions))
        lines[index] = min(line, lines.get(index, line))
        places.append((index, line))
    totals, own = _sums(stacks, places, len(functions), scale)
    rows = tuple(
        FunctionRow(file, lines[index], lines[index], name, _values(metric, totals[index], own[index]))
        for (file, name), index in functions.items()
    )
    whole_ns = round(sum(stacks.values()) * scale) if unit_ns else 0
    return Profile(
        format=1,
        engine=ENGINE,
        run=foreign_run(path.name, tool, whole_ns, path.stat().st_mtime),
        metrics=(metric,),
        lines=(),
        functions=rows,
        calls=(),
        stacks=tuple(
            Stack(tuple(places[at] for at in stack), {metric.id: weight * scale}) for stack, weight in stacks.items()
        ),
        timeline=(),
        spans=(),
        trials=(),
        sources={},
    )


def _sums(stacks: Stacks, places: list[tuple[int, int]], count: int, scale: float) -> tuple[list[float], list[float]]:
    totals, own = [0.0] * count, [0.0] * count
    for stack, weight in stacks.items():
        for index in {places[at][0] for at in stack}:
            totals[index] += weight * scale
        own[places[stack[-1]][0]] += weight * scale
    return totals, own


def _values(metric: Metric, total: float, own: float) -> Mapping[str, float]:
    return {"total_ns": total, "own_ns": own} if metric is TIME else {"samples": total}
