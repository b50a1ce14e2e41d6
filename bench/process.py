"""One run of a program, in a process of its own: what it printed last, and the CPU time it took."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Timer
from typing import IO, Final

from bench.stop import Stop

LIMIT_S: Final = 300.0


@dataclass(frozen=True)
class Process:
    """``cpu_ns`` is that of the process and of the children it waited for, in user and system mode.

    ``last_line`` is what it printed last.
    """

    printed_ns: int
    cpu_ns: int
    last_line: str = ""


def run_process(
    argv: tuple[str, ...],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    prints: bool = True,
    limit_s: float = LIMIT_S,
) -> Process:
    """Run ``argv`` in ``folder``; the last word it prints must be its own figure, if it ``prints`` one.

    Stop where it fails, and where it takes longer than ``limit_s``.
    """
    with TemporaryFile() as output, TemporaryFile() as errors:
        started = subprocess.Popen(
            argv, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=errors
        )
        watch = Timer(limit_s, started.terminate)
        watch.start()
        _, status, usage = os.wait4(started.pid, 0)
        watch.cancel()
        started.returncode = os.waitstatus_to_exitcode(status)
        lines, said = _text(output).splitlines(), _text(errors)
    words = lines[-1].split() if lines else []
    if started.returncode or (prints and not words):
        raise Stop(f"{' '.join(argv)} failed with {started.returncode}:\n{said.strip()}")
    return Process(int(words[-1]) if prints else 0, int((usage.ru_utime + usage.ru_stime) * 1e9), " ".join(words))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
