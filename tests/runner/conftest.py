"""The Pythons the runner is tested on: two for most tests, all for a few."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from at_hand import ROOT, engine, pythons
from place import Place

PYTHONS = pythons()
OLD, NEW = "3.11", "3.13" if "3.13" in PYTHONS else "3.12"  # a trace function measures the one, monitoring the other
VERSIONS = ("3.10", "3.11", "3.12", "3.13")
TRACED = ((OLD, "native"), (NEW, "native"), (NEW, "monitoring"), (NEW, "line_profiler"))
EVERY_TRACED = (
    *((version, "native") for version in VERSIONS),
    *((version, "monitoring") for version in VERSIONS if int(version.split(".")[1]) >= 12),
    *((version, "line_profiler") for version in VERSIONS),
)


@pytest.fixture(params=(OLD, NEW))
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty folder, once for each way of measuring."""
    return _place(request.param, tmp_path)


@pytest.fixture(params=VERSIONS)
def every_place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty folder, for every Python at hand."""
    return _place(request.param, tmp_path)


@pytest.fixture(params=TRACED, ids=" ".join)
def traced_place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty folder, for the ways of measuring the time of lines that differ most."""
    return traced(*request.param, tmp_path)


@pytest.fixture(params=EVERY_TRACED, ids=" ".join)
def every_traced_place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty folder, for every way of measuring the time of lines, on every Python at hand."""
    return traced(*request.param, tmp_path)


@pytest.fixture(params=[(NEW, "native"), (NEW, "monitoring")], ids=" ".join)
def hooked_place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """An empty folder, for the ways of measuring that begin with Python itself."""
    return traced(*request.param, tmp_path)


@pytest.fixture
def new_place(tmp_path: Path) -> Place:
    """An empty folder, for the newer of the two Pythons."""
    return _place(NEW, tmp_path)


@pytest.fixture
def old_place(tmp_path: Path) -> Place:
    """An empty folder, for the older of the two Pythons."""
    return _place(OLD, tmp_path)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The launcher of a Heatline that has no engines beside it."""
    for name in ("heatline", "heatline_runner", "libs"):
        source = ROOT / "server" / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / "server" / name, ignore=shutil.ignore_patterns("__pycache__"))
    return Path(shutil.copy(ROOT / "server" / "launch.py", tmp_path / "server"))


def _place(version: str, tmp_path: Path) -> Place:
    if version not in PYTHONS:
        pytest.skip(f"there is no Python {version} here")
    if not engine(version).is_dir():
        pytest.skip(f"there is no line_profiler for Python {version} here")
    folder, scratch = tmp_path / "program", tmp_path / "scratch"
    folder.mkdir()
    scratch.mkdir()
    numbers: Any = tuple(map(int, version.split(".")))
    return Place(PYTHONS[version], numbers, folder, scratch)


def traced(version: str, tracer: str, tmp_path: Path) -> Place:
    """An empty folder for that Python and tracer; where there is none of them here, the test is skipped."""
    modules = ROOT / "server" / "native" / "lib"
    if tracer == "native" and not list(modules.glob(f"*.cpython-{version.replace('.', '')}-*")):
        pytest.skip(f"the native tracer is not compiled for Python {version} here")
    return replace(_place(version, tmp_path), tracer=tracer)
