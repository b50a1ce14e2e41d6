"""What snapshots cost a program that is watched while it runs: in its own process, and in those beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.big_program import write_big_program
from bench.editor_server import ANNOTATIONS, EditorDocument, phase_of
from bench.wire import Wire

TRACERS: Final = ("native", "monitoring", "line_profiler")
RUN_S, QUICK_RUN_S = 20.0, 5.0


@dataclass(frozen=True)
class Snapshots:
    """CPU times of a run; ``taking_ns`` is that of the thread in the program which takes snapshots, 0 without one.

    ``shown`` is how often the document was painted anew while it ran.
    """

    tracer: str
    program_ns: int
    taking_ns: int
    supervisor_ns: int
    server_ns: int
    shown: int


def snapshots(folder: Path, python: str, tracer: str, run_s: float) -> Snapshots:
    """Run the large program in a session, for so much of its own CPU time."""
    file = write_big_program(folder)
    with Wire(folder, {"interpreter": python, "tracer": tracer, "args": [str(run_s)]}) as wire:
        document = EditorDocument(wire, file)
        before_ns = wire.cpu_ns()
        document.start()
        last: tuple[int, ...] = (0, 0, 0)
        while phase_of(wire.until(lambda message: message.method is not None)) != "ended":
            last = tuple(map(max, last, _cpu_of_run(wire.pid)))
        shown = sum(message.method == ANNOTATIONS for message in wire.received)
        return Snapshots(tracer, last[0], last[1], last[2], wire.cpu_ns() - before_ns, shown)


def _cpu_of_run(server: int) -> tuple[int, int, int]:
    """Of the program's process, of its threads but the first, and of the supervisor, by now."""
    for supervisor in _children(server):
        for program in _children(supervisor):
            threads = dict(_threads(program))
            others = sum(cpu_ns for thread, cpu_ns in threads.items() if thread != program)
            return sum(threads.values()), others, sum(dict(_threads(supervisor)).values())
    return 0, 0, 0


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        tasks = Path(f"/proc/{pid}/task").iterdir()
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    return []


def _threads(pid: int) -> Iterator[tuple[int, int]]:
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            yield int(task.name), int((task / "schedstat").read_text().split()[0])
