"""The runner's process alone: the command by which the supervisor starts the user's Python, without a supervisor."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.line_tools import LineTool
from bench.process import Process, run_process
from bench.pythons import BenchPython
from bench.stop import Stop
from heatline.preparation import Job, Run, prepare
from heatline.protocol import Refused
from heatline_runner import run_dir
from heatline_runner.launch import command


def prepared_run(python: BenchPython, script: str, folder: Path, tool: LineTool) -> Run:
    """What ``heatline run`` would give its supervisor, where ``tool`` is one of ours."""
    said = dict(zip(tool.asked[::2], tool.asked[1::2], strict=True))
    options = {option: value for name, value in said.items() if (option := name.removeprefix("--")) != "tracer"}
    job = Job(
        *("script", script),
        tracer=said["--tracer"],
        interpreter=str(python.executable),
        cwd=str(folder),
        options=options,
    )
    run = prepare(job)
    if isinstance(run, Refused):
        raise Stop(run.text)
    return run


def run_runner(run: Run) -> Process:
    """Start the program of ``run`` in a folder that is as empty as that of a new one."""
    shutil.rmtree(run.folder)
    run.folder.mkdir()
    asked = command(run.folder, run.request)
    process = run_process(asked.argv, Path(asked.cwd), {**asked.environment, "PYTHONHASHSEED": "0"})
    if not any(run.folder.glob(f"*{run_dir.SNAPSHOT}")):
        raise Stop("The runner left nothing of what it measured.")
    return process
