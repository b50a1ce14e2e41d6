"""The runner's process alone: the command by which the supervisor starts the user's Python, without a supervisor."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from bench.process import Process, run_process
from bench.pythons import BenchPython
from bench.stop import Stop
from bench.workspace import Program
from heatline_runner.launch import command
from heatline_runner.registry import LINE_TIME
from heatline_runner.request import Request

LAYOUT = """\
import json, sysconfig
from importlib.util import find_spec
from os.path import dirname, realpath
paths = [realpath(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib", "purelib", "platlib")]
print(json.dumps({"engine_path": dirname(find_spec("line_profiler").origin), "libraries": sorted(set(paths))}))
"""


def runner_request(python: BenchPython, program: Program, folder: Path) -> Request:
    """What ``heatline run`` would ask for."""
    layout = json.loads(subprocess.run([python.executable, "-c", LAYOUT], capture_output=True, check=True).stdout)
    return Request(
        kind="script",
        target=program.script,
        args=(),
        cwd=str(folder),
        environment={},
        interpreter=str(python.executable),
        python_version=python.version,
        engine=LINE_TIME.id,
        engine_path=layout["engine_path"],
        engine_version=LINE_TIME.version,
        roots=(os.path.realpath(folder),),
        libraries=tuple(layout["libraries"]),
        owner_pid=os.getpid(),
    )


def run_runner(request: Request, run_folder: Path) -> Process:
    """Run ``request`` in an emptied ``run_folder``, as a new run has."""
    for left in run_folder.iterdir():
        left.unlink()
    asked = command(run_folder, request)
    process = run_process(asked.argv, Path(asked.cwd), asked.environment)
    if not any(run_folder.glob("*.snapshot")):
        raise Stop("The runner left no snapshot.")
    return process
