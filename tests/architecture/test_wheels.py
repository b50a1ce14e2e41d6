"""The compiled module is committed as wheels: one for each Python on Linux x86-64, of the C sources as they are."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from at_hand import VERSIONS, pythons
from sources import ROOT

NATIVE = ROOT / "server" / "native"
WHEELS = NATIVE / "wheels"
ANEW = "`npm run native` makes the wheels anew (CONTRIBUTING.md, The compiled module)"
PLACES = re.compile(rb"/(?:home|root|tmp|build|Users|opt)/[\w./+-]+")  # of the machine that built it
FUNCTIONS = {"start", "stop", "end", "watch", "read", "counted", "now", "set_costs", "pair", "knows"}


def tag(version: str) -> str:
    return f"cp{version.replace('.', '')}"


def wheels(version: str) -> list[Path]:
    return sorted(WHEELS.glob(f"heatline_tracer-*-{tag(version)}-{tag(version)}-*manylinux*_x86_64.whl"))


@pytest.fixture(scope="module")
def sources() -> str:
    command = [sys.executable, str(NATIVE / "source_version.py")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def unpacked(version: str, folder: Path) -> Path:
    """The module for that Python, on its own in ``folder``."""
    suffix = f".cpython-{version.replace('.', '')}-x86_64-linux-gnu.so"
    with zipfile.ZipFile(wheels(version)[0]) as wheel:
        return Path(wheel.extract(f"_heatline_tracer{suffix}", folder))


@pytest.mark.parametrize("version", VERSIONS)
def test_there_is_one_wheel_for_each_python_and_it_is_of_todays_sources(version: str, sources: str) -> None:
    assert [wheel.name.split("-")[1] for wheel in wheels(version)] == [sources], ANEW


@pytest.mark.parametrize("version", VERSIONS)
def test_a_module_needs_no_newer_glibc_than_its_wheel_says(version: str, tmp_path: Path) -> None:
    content = unpacked(version, tmp_path).read_bytes()
    said = {tuple(map(int, found)) for found in re.findall(r"manylinux_(\d+)_(\d+)_", wheels(version)[0].name)}
    needed = {tuple(map(int, found)) for found in re.findall(rb"GLIBC_(\d+)\.(\d+)", content)}

    assert needed
    assert max(needed) <= max(said)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_module_tells_nothing_of_the_machine_that_built_it(version: str, tmp_path: Path) -> None:
    assert PLACES.findall(unpacked(version, tmp_path).read_bytes()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the wheels that are committed are for Linux")
@pytest.mark.parametrize("version", VERSIONS)
def test_a_module_loads_in_its_python(version: str, tmp_path: Path) -> None:
    python = pythons().get(version)
    if python is None:
        pytest.skip(f"Python {version} is not at hand")
    unpacked(version, tmp_path)
    program = f"import sys; sys.path.append({str(tmp_path)!r}); import _heatline_tracer; print(*dir(_heatline_tracer))"

    done = subprocess.run([python, "-I", "-c", program], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert set(done.stdout.split()) >= FUNCTIONS
