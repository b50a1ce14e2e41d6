"""The engines there are: what each is called, how it starts and what it needs. Adding one is adding a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Package:
    """A package an engine needs: ``version`` is pinned for the private folder; ``good_versions`` of the user's own do.

    ``module`` is its folder or file within the folder it is installed in.
    """

    name: str
    version: str
    good_versions: tuple[str, ...]
    module: str


@dataclass(frozen=True)
class Option:
    """A choice an engine gives for a run: ``--id`` on the command line, the first of ``choices`` where none is made."""

    id: str
    choices: tuple[str, ...]
    help: str


@dataclass(frozen=True)
class Tracer:
    """One way to measure what an engine measures.

    ``starts``: "with_python" if a start-up hook begins the measuring and the command is the user's own, "runs_file" if
    it has to see code before that runs and so runs the file itself, "beside" if it looks at the process from another.
    ``packages`` are those it needs; one that measures
    by itself has the tracer's name. ``since`` is the oldest Python that has what it needs. ``compiled``: it needs our
    own module, compiled for that very interpreter. ``module`` is its half in the child, within the engine's folder.
    ``of_ours`` is what one is called that is no package of others'.
    """

    name: str
    starts: Literal["with_python", "runs_file", "beside"]
    packages: tuple[Package, ...] = ()
    since: tuple[int, int] = (3, 10)
    compiled: bool = False
    module: str = "measure"
    of_ours: str = ""

    @property
    def title(self) -> str:
        """What it is called where people read of it."""
        return self.of_ours or self.name


@dataclass(frozen=True)
class Engine:
    """An engine by its id.

    ``title`` is its lens, ``command`` the last part of its commands' ids. ``tracers`` are its ways to measure, the best
    first: "auto" is the first that can be had. ``samples_memory``: the supervisor reads the process's memory over time.
    ``compares_moments``: two moments of a run can be marked, and what differs between them is measured.
    ``leaves_out_set_up``: limited to lines of a module, it measures what these call, and not what came before.
    ``has_lens``: it is offered above the program, and not by its command alone. ``limits``: a run can be limited to a
    part of a file. ``of`` is what it measures: whole programs, or single calls: of a function in a module that it loads
    without its guard, or of one in a program while that runs.
    """

    id: str
    title: str
    command: str
    tracers: tuple[Tracer, ...]
    options: tuple[Option, ...] = ()
    samples_memory: bool = False
    compares_moments: bool = False
    leaves_out_set_up: bool = False
    has_lens: bool = True
    limits: bool = True
    of: Literal["program", "calls"] = "program"

    def tracer(self, name: str | None) -> Tracer:
        """The tracer called ``name``; KeyError where it has none of that name."""
        return {tracer.name: tracer for tracer in self.tracers}[name or ""]


LINE_PROFILER = Package("line_profiler", "5.1.0", ("5.1.0",), "line_profiler")
MEMORY_PROFILER = Package("memory_profiler", "0.61.0", ("0.61.0",), "memory_profiler.py")
PSUTIL = Package("psutil", "7.2.2", ("7.2.2",), "psutil")

PY_SPY = Package("py-spy", "0.4.3", ("0.4.3",), "bin/py-spy")

PROCESSES = Option(
    *("processes", ("all", "first")),
    "whether Pythons that the program starts are measured too: by the native tracer, and by sampling",
)

LINE_TIME = Engine(
    id="line_time",
    title="Profile time",
    command="profileTime",
    tracers=(
        Tracer("native", "with_python", compiled=True, module="native", of_ours="Heatline's native tracer"),
        Tracer(
            *("monitoring", "with_python"),
            since=(3, 12),
            module="monitored",
            of_ours="Heatline's monitoring tracer (pure Python)",
        ),
        Tracer("line_profiler", "runs_file", (LINE_PROFILER,)),
    ),
    options=(
        Option("edges", ("yes", "no"), "whether it is kept which line called which function; native only"),
        PROCESSES,
        Option("clock", ("auto", "system"), "auto reads the processor's counter where that is steady; native only"),
    ),
)
LINE_MEMORY = Engine(
    id="line_memory",
    title="Profile memory",
    command="profileMemory",
    tracers=(Tracer("memory_profiler", "runs_file", (MEMORY_PROFILER, PSUTIL)),),
    options=(
        Option("arithmetic", ("exact", "memory_profiler"), "how increments are worked out"),
        Option("children", ("no", "yes"), "whether memory over time has child processes too"),
    ),
    samples_memory=True,
)
CALL_TIME = Engine(
    id="call_time",
    title="Profile calls",
    command="profileCalls",
    tracers=(Tracer("cProfile", "runs_file"),),
    leaves_out_set_up=True,
)
ALLOCATIONS = Engine(
    id="allocations",
    title="Profile allocations",
    command="profileAllocations",
    tracers=(Tracer("tracemalloc", "runs_file", (PSUTIL,)),),
    options=(Option("children", ("no", "yes"), "whether memory over time has child processes too"),),
    samples_memory=True,
    compares_moments=True,
)
# Chosen by trying: of the living samplers py-spy reads all the Pythons from 3.10 to 3.15 and runs on systems as old as
# manylinux1; austin 4 needs a glibc of 2024, 3.15's own profiling.sampling reads 3.15 alone.
SAMPLES = Engine(
    id="samples",
    title="Profile by sampling",
    command="profileSamples",
    tracers=(Tracer("py-spy", "beside", (PY_SPY,)),),
    options=(PROCESSES,),
    has_lens=False,
    limits=False,
)
SNIPPET_TIME = Engine(
    id="snippet_time",
    title="timeit this",
    command="timeit",
    tracers=(Tracer("timeit", "runs_file"),),
    options=(
        Option("arguments", ("same", "fresh"), "whether every round has copies of the arguments of its own"),
        Option(
            "repeat", ("no", "yes"), "whether the first call of a function while a program runs is repeated in place"
        ),
    ),
    of="calls",
)
ENGINES = {engine.id: engine for engine in (LINE_TIME, LINE_MEMORY, CALL_TIME, ALLOCATIONS, SAMPLES, SNIPPET_TIME)}
PROFILERS = tuple(engine for engine in ENGINES.values() if engine.of == "program")
OPTIONS = {option.id: option for engine in ENGINES.values() for option in engine.options}
TRACERS = {tracer.name: tracer for engine in ENGINES.values() for tracer in engine.tracers}
PACKAGES = {package.name: package for tracer in TRACERS.values() for package in tracer.packages}
