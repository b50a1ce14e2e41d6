"""Starts a program as the tracers are that begin with Python, with one that only keeps what it is told."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from place import LIMIT_S, Place

from heatline_runner import run_dir
from heatline_runner.launch import command
from heatline_runner.reading import Reader, Reading
from heatline_runner.request import Request

TOLD = Path(__file__).with_name("hooked")  # where its code is


@dataclass(frozen=True)
class Hooked:
    """What the program printed, and what the hook left in the run's folder."""

    done: subprocess.CompletedProcess[str]
    reading: Reading

    @property
    def told(self) -> list[tuple[str, str, str]]:
        """``(name of the code object that started, its file's name, the name in its row)``, in their order."""
        files = self.reading.files
        told = (self.reading.snapshot.tables or ((), ()))[0]
        return [(name, Path(files[file].path).name, files[file].codes[index].name) for name, file, index in told]


def hooked(place: Place, *program: str, argv: tuple[str, ...] = (), **variables: str) -> Hooked:
    """``python *program``, by default main.py, under the hook; ``argv`` is what is executed in place of that."""
    program = program or ("main.py",)
    folder = Path(mkdtemp(dir=place.scratch))
    asked = command(folder, request_of(place, program))
    fields: Any = run_dir.read_from(str(folder / run_dir.CHILD), 0)[0][0]
    run_dir.replace(str(folder / run_dir.CHILD), {**fields, "measure": "told"})
    ours = {name: asked.environment[name] for name in ("HEATLINE_RUN", "PYTHONPATH")}
    paths = [ours["PYTHONPATH"], plain_path(variables)["PYTHONPATH"]]
    environment = {
        **place.environment(**variables),
        **ours,
        "HEATLINE_PYTHONPATH": paths[1],
        "PYTHONPATH": os.pathsep.join(paths),
    }
    done = subprocess.run(
        argv or asked.argv,
        cwd=place.folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=LIMIT_S,
        check=False,
    )
    return Hooked(done, Reader(folder).read())


def plain_path(variables: dict[str, str]) -> dict[str, str]:
    """The PYTHONPATH that the program has, hooked or not."""
    return {"PYTHONPATH": os.pathsep.join(filter(None, (variables.get("PYTHONPATH"), str(TOLD))))}


def request_of(place: Place, program: tuple[str, ...]) -> Request:
    """``python *program`` by the native tracer."""
    is_module = program[0] == "-m"
    return Request(
        kind="module" if is_module else "script",
        target=program[is_module],
        args=program[is_module + 1 :],
        cwd=str(place.folder),
        environment={},
        interpreter=place.python,
        python_version=".".join(map(str, place.version)),
        engine="line_time",
        packages={},
        engine_version="",
        tracer="native",
        roots=(str(place.folder),),
        libraries=(),
        owner_pid=os.getpid(),
    )
