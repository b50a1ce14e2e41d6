"""Where memory cannot be measured, or not over time: one clear sentence, and nothing wrong in its place."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from at_hand import ROOT
from place import Place
from test_command_line import refusal

from heatline.interpreters import MARK
from heatline.preparation import Job, Run, prepare
from heatline_runner.engines.resident import marks, reader
from heatline_runner.engines.sizes import sizes
from heatline_runner.sampling import Sampling

ENGINES = ("line_memory", "allocations")
MIB = 1 << 20


@pytest.mark.parametrize("engine", ENGINES)
def test_pypy_is_refused_by_its_name(new_place: Place, engine: str) -> None:
    facts = {"path": "/p/pypy3", "version": "3.9.16", "info": [3, 9], "implementation": "PyPy"}
    new_place.write("pypy3", f"#!/bin/sh\necho '{MARK}{json.dumps(facts)}'\n").chmod(0o755)
    text = refusal(new_place, "run", "--engine", engine, "--python", "./pypy3", "main.py")
    assert "pypy3 is PyPy, and Heatline measures CPython only. Choose another" in text


@pytest.mark.parametrize("engine", ENGINES)
def test_a_pypy_at_hand_is_refused_by_its_name(new_place: Place, engine: str) -> None:
    pypy = shutil.which("pypy3")
    if pypy is None:
        pytest.skip("there is no PyPy here")
    text = refusal(new_place, "run", "--engine", engine, "--python", pypy, "main.py")
    assert text.startswith(f"{pypy} is PyPy, and Heatline measures CPython only.")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_python_without_psutil_is_told_how_to_get_it(new_place: Place, bare: Path, engine: str) -> None:
    tag = f"cp{new_place.version[0]}{new_place.version[1]}"
    store = new_place.scratch / "heatline" / "engines" / tag
    store.mkdir(parents=True)
    shutil.copy(ROOT / "server" / "engines" / tag / "memory_profiler.py", store)
    home = {"HOME": str(new_place.scratch), "XDG_DATA_HOME": str(new_place.scratch)}
    text = refusal(new_place, "run", "--engine", engine, "--python", new_place.python, "main.py", launch=bare, **home)
    assert "has no psutil that Heatline knows. Fetch psutil 7.2.2" in text
    assert f"heatline fetch {new_place.python}" in text


def test_off_linux_psutil_reads_the_same_size() -> None:
    ours, unit = reader({})
    theirs, one = reader({"psutil": str(psutil())}, linux=False)
    assert abs(ours() * unit - theirs() * one) < MIB
    assert marks(linux=False) is None  # no peak rather than a wrong one


def test_off_linux_psutil_finds_the_processes_below() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        by_psutil = sizes(str(psutil()))
        assert child.pid in by_psutil.below(os.getpid())
        assert (by_psutil.size(child.pid) or 0) > MIB
    finally:
        child.communicate(b"\n")
    assert by_psutil.size(child.pid) is None


@pytest.mark.parametrize("text", ["", "def broken(:\n", "raise OSError('no such system')\n"])
def test_a_psutil_that_does_not_read_is_said_to_fail(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "psutil"]:
        monkeypatch.delitem(sys.modules, name)
    package = tmp_path / "psutil"
    package.mkdir()
    (package / "__init__.py").write_text(text)
    with pytest.raises(ImportError, match="memory can be read here by psutil only, which fails: "):
        reader({"psutil": str(package)}, linux=False)


def test_off_linux_without_psutil_memory_over_time_is_said_not_to_be_read(new_place: Place) -> None:
    run = prepare(Job("script", str(new_place.write("main.py", "x = 1\n")), engine="allocations"))
    assert isinstance(run, Run)
    try:
        without = Sampling(run.folder, replace(run.request, packages={}), linux=False)
        broken = Sampling(run.folder, replace(run.request, packages={"psutil": "/no/psutil"}), linux=False)
        assert without.problem.endswith("how much memory a process has without psutil, which is not there")
        assert broken._process is not None
        broken._process.wait()
        assert broken.problem.startswith("memory can be read here by psutil only, which fails: No module named")
    finally:
        shutil.rmtree(run.folder)


def psutil() -> Path:
    """The tests' own."""
    import psutil as package

    return Path(package.__file__).parent
