"""Every example on every Python at hand: it runs, and its lines are hit as often as kernprof says."""

from __future__ import annotations

import ast
import importlib.util
import json
import shutil
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from at_hand import EXAMPLES, FOLDER, ROOT, copied_examples, engine, pythons, run

PYTHONS = pythons()
Line = tuple[str, int, int]  # file, first line of the function, line
NESTED = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda)
MODULES_OF_KERNPROF = ("kernprof", "typing_extensions")
TOMLI = "from pip._vendor.tomli import *\n"  # which kernprof needs on 3.10

on_every_python = pytest.mark.parametrize("version", PYTHONS)
every_example = pytest.mark.parametrize("example", EXAMPLES)


@pytest.fixture(scope="session")
def kernprof(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """kernprof.py in a folder with what else it needs, for any Python that has a line_profiler."""
    folder = tmp_path_factory.mktemp("kernprof")
    for name in MODULES_OF_KERNPROF:
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        shutil.copy(spec.origin, folder)
    (folder / "tomli.py").write_text(TOMLI, "utf-8")
    return folder / "kernprof.py"


@on_every_python
@every_example
def test_example_runs_without_a_warning(example: str, version: str, tmp_path: Path) -> None:
    script = copied_examples(tmp_path) / example

    done = run(PYTHONS[version], "-W", "error", script.name, cwd=script.parent)

    assert (done.returncode, done.stderr) == (0, "")
    assert bool(done.stdout) == ("__main__" in script.read_text("utf-8"))


@every_example
def test_example_leaves_nothing_behind(example: str, tmp_path: Path) -> None:
    script = copied_examples(tmp_path) / example
    before = sorted(tmp_path.rglob("*"))

    run(sys.executable, script.name, cwd=script.parent)

    assert sorted(tmp_path.rglob("*")) == before


def test_login_works_in_its_own_folder_only(tmp_path: Path) -> None:
    done = run(sys.executable, FOLDER / "login" / "prof.py", cwd=tmp_path)

    assert done.returncode == 1
    assert "no such table: users" in done.stderr


@on_every_python
@every_example
def test_hits_equal_kernprofs(example: str, version: str, tmp_path: Path, kernprof: Path) -> None:
    if not engine(version).is_dir():
        pytest.skip(f"no line_profiler for {version}")
    script = copied_examples(tmp_path) / example

    theirs = _kernprof_hits(kernprof, version, script)
    ours = _heatline_hits(PYTHONS[version], script)

    both = theirs.keys() & ours.keys()
    functions = {line[:2] for line in both}
    assert functions == {line[:2] for line in theirs}
    assert {line: ours[line] for line in ours if line[:2] in functions} == theirs


def _kernprof_hits(kernprof: Path, version: str, script: Path) -> Mapping[Line, int]:
    workspace = ",".join(str(path) for path in sorted(script.parent.glob("*.py")))
    argv = ("-q", "-l", "-p", workspace, "-o", "hits.lprof", script.name)
    done = run(PYTHONS[version], kernprof, *argv, cwd=script.parent, PYTHONPATH=str(engine(version)))
    assert done.returncode == 0, done.stderr
    return _comparable(script, _lprof_hits(script.parent / "hits.lprof"))


def _lprof_hits(file: Path) -> Counter[Line]:
    from line_profiler import load_stats

    hits: Counter[Line] = Counter()
    for (path, first_line, _), lines in load_stats(str(file)).timings.items():
        for line, count, _ in lines:
            hits[(Path(path).name, first_line, line)] += count
    return hits


def _heatline_hits(python: str, script: Path) -> Mapping[Line, int]:
    asked = ("--engine", "line_time", "--tracer", "line_profiler", "--format", "json", "--output", "hits.json")
    launch = ROOT / "server" / "launch.py"
    done = run(sys.executable, launch, "run", "--python", python, *asked, script.name, cwd=script.parent)
    assert done.returncode == 0, done.stderr
    profile = json.loads((script.parent / "hits.json").read_text("utf-8"))
    hits: Counter[Line] = Counter()
    for table in profile["lines"]:
        for line, function, count in zip(table["line"], table["function"], table["values"]["hits"], strict=True):
            hits[(Path(table["path"]).name, profile["functions"][function]["line"], line)] += count
    return _comparable(script, hits)


def _comparable(script: Path, hits: Counter[Line]) -> Mapping[Line, int]:
    """Without what never ran, and without lines whose hits Heatline adds to with those of a code object inside."""
    nested = {path.name: _nested_lines(path) for path in script.parent.glob("*.py")}
    return {line: count for line, count in hits.items() if count and line[2] not in nested[line[0]]}


def _nested_lines(path: Path) -> set[int]:
    nodes = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, NESTED))
    return {line for node in nodes for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
