"""The packaged extension: what is in it, and that its server runs from it alone, in a Python that has nothing."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from codespace import Codespace

TAGS = ("310", "311", "312", "313", "314", "315")
MODULES = {f"server/native/lib/_heatline_tracer.cpython-{tag}-x86_64-linux-gnu.so" for tag in TAGS}
NEEDED = (
    "package.json",
    "package.nls.json",
    "package.nls.de.json",
    "l10n/bundle.l10n.de.json",
    "dist/extension.js",
    "dist/memory.js",
    "dist/memory.css",
    "dist/calls.js",
    "dist/calls.css",
    "dist/timings.js",
    "dist/timings.css",
    "server/launch.py",
    "server/heatline/__main__.py",
    "server/heatline_runner/__main__.py",
    "server/libs/pygls/__init__.py",
    "server/libs/exceptiongroup/__init__.py",
    "server/libs/typing_extensions.py",
)


@pytest.fixture(scope="module")
def unpacked(codespace: Codespace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vsix")
    with zipfile.ZipFile(codespace.folder / "heatline.vsix") as package:
        package.extractall(folder)
    return folder / "extension"


def test_the_package_carries_the_server_and_its_libraries(unpacked: Path) -> None:
    assert [name for name in NEEDED if not (unpacked / name).is_file()] == []


def test_the_package_carries_no_more_compiled_than_our_own_modules_and_nothing_of_the_workshop(unpacked: Path) -> None:
    names = [file.relative_to(unpacked) for file in unpacked.rglob("*")]

    assert {name.as_posix() for name in names if name.suffix in {".so", ".pyd", ".dylib"}} == MODULES
    assert [name for name in names if name.suffix in {".pyc", ".ts", ".map", ".c", ".h", ".whl"}] == []
    assert {name.parts[0] for name in names} & {"tests", "scripts", "workbench", "examples", "node_modules"} == set()


def test_its_server_starts_without_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    bare = getattr(sys, "_base_executable", sys.executable)  # the Python behind the environment: no pygls there
    command = [bare, "-I", "-S", str(unpacked / "server" / "launch.py"), "--help"]

    result = subprocess.run(command, cwd=tmp_path, text=True, capture_output=True, check=False)

    assert result.returncode == 0, result.stderr
    assert "serve" in result.stdout
