"""Hits of every tracer of ours are line_profiler's, code object by code object, on programs that hypothesis makes.

A quarter of the thousand here; HEATLINE_PROGRAMS=1000 has all of them.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from at_hand import ROOT, VERSIONS, engine, pythons
from generated import Program, thousand

COUNT = int(os.environ.get("HEATLINE_PROGRAMS", "250"))
COUNTING = Path(__file__).parent / "generated" / "counting.py"
SERVER = ROOT / "server"
LIMIT_S = 600
Hits = dict[tuple[int, int, str, int], int]  # in the second module or not, first line, name, line -> hits


def package(tool: str, version: str) -> str:
    """Where that tool's compiled half is, for one Python; skips where there is none."""
    if tool == "native":
        found = list((SERVER / "native" / "lib").glob(f"_heatline_tracer.cpython-{version.replace('.', '')}-*"))
        if not found:
            pytest.skip(f"the native tracer is not compiled for Python {version} here")
        return str(found[0])
    return str(engine(version) / "line_profiler")


@cache
def counted(tool: str, version: str) -> list[tuple[str, str, Hits]]:
    """Of each program what it printed, how it ended, and its hits."""
    python = pythons()[version]
    programs = json.dumps([[program.text, program.second] for program in made(version)])
    argv = [python, str(COUNTING), tool, "/dev/stdin", str(SERVER), package(tool, version)]
    done = subprocess.run(argv, input=programs, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    return [(out, ending, {tuple(place): hits for *place, hits in rows}) for out, ending, rows in told]


def made(version: str) -> tuple[Program, ...]:
    major, minor = version.split(".")
    return thousand((int(major), int(minor)), COUNT)


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    """One Python that is at hand."""
    if request.param not in pythons():
        pytest.skip(f"Python {request.param} is not at hand")
    return str(request.param)


def tracers(version: str) -> tuple[str, ...]:
    return ("native", "monitoring") if version >= "3.12" else ("native",)


def test_hits_are_line_profilers(version: str) -> None:
    theirs = counted("line_profiler", version)
    for tool in tracers(version):
        ours = counted(tool, version)
        differing = [text for number in range(COUNT) for text in differences(version, number, ours, theirs)]
        assert differing == []


def test_a_program_does_what_it_does_without(version: str) -> None:
    plain = counted("nothing", version)
    for tool in tracers(version):
        assert [each[:2] for each in counted(tool, version)] == [each[:2] for each in plain]


def differences(
    version: str, number: int, ours: list[tuple[str, str, Hits]], theirs: list[tuple[str, str, Hits]]
) -> Iterator[str]:
    """Each line with other hits, but for those that line_profiler is known to lose."""
    mine, other = ours[number][2], theirs[number][2]
    texts = made(version)[number]
    sources = texts.text.splitlines(), texts.second.splitlines()
    for place in sorted({*mine, *other}):
        source = sources[place[0]][place[3] - 1]
        if mine.get(place) != other.get(place) and not is_lost(version, source, mine.get(place), other.get(place)):
            yield f"program {number}, {place}: {mine.get(place)}, line_profiler {other.get(place)}: {source}"


def is_lost(version: str, source: str, ours: int | None, theirs: int | None) -> bool:
    """A `yield from` is run again as the generator that waits in it is closed.

    From 3.13 on line_profiler is not told of that where other lines stand around it; see test_truth_hits.py.
    """
    return version >= "3.13" and "yield from" in source and (theirs or 0) < (ours or 0)
