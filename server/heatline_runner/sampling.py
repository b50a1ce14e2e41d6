"""The sampler of a run at work: started, ended, and asked what went wrong with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from heatline_runner.engines.resident import LINUX
from heatline_runner.processes import start_unheard
from heatline_runner.registry import PSUTIL
from heatline_runner.request import Request

RUNNER = Path(__file__).resolve().parent
LACKING = "this system does not say how much memory a process has without psutil, which is not there"


class Sampling:
    """Begins with being made; ``stop`` ends it."""

    def __init__(self, folder: Path, request: Request, linux: bool = LINUX) -> None:
        package = "" if linux else request.packages.get(PSUTIL.name, "")
        self._problem = "" if linux or package else LACKING
        self._process: subprocess.Popen[str] | None = None
        if not self._problem:
            self._start((str(folder), request.options.get("children", "no"), package))

    @property
    def problem(self) -> str:
        """Why there are no readings, or no more of them; empty where all is well."""
        if self._process is not None and not self._problem and self._process.poll():
            self._problem = _last_line(self._process.communicate()[1]) or "its sampler failed"
        return self._problem

    def stop(self) -> None:
        """Read no more; what was read is in its file."""
        if self._process is None or self.problem:
            return
        self._process.kill()
        self._process.communicate()
        self._process = None

    def _start(self, arguments: tuple[str, ...]) -> None:
        argv = (sys.executable, "-I", "-S", str(RUNNER), *arguments)
        try:
            self._process = start_unheard(argv)
        except OSError as problem:
            self._problem = str(problem.strerror)


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "")
