"""Large files: what the server and the snapshots take with a file of 10,000 lines in a run over 300 files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.editor_server import Keystrokes, Served, quantile, served
from bench.editor_snapshots import QUICK_RUN_S, RUN_S, TRACERS, Snapshots, snapshots
from bench.goals import Goal
from bench.part import Bench, Part, Section
from bench.pythons import LINE_PROFILER
from bench.tables import Table
from bench.wire import Took

P95 = 0.95
ANSWER_MS, EDIT_MS, SHARE = 16, 50, 0.01
MOST_BYTES, MOST_LINES = 1000, 4  # of an update after one key: the lines of a statement, and where the others went
ABOUT = """\
A file of 10,000 lines, 8,000 of them measured, in a run that measures 300 files. The server is asked over its standard
input and output, as an editor does: a hover on another line each time, all lenses, and keys pressed one after the
other, from the first byte of what is sent to the last one of the answer; after a key that is the message with what it
changed, and the lenses are asked for as well. *CPU* is the server's CPU time meanwhile, which a busy machine changes
less.

*Snapshots* are taken while the program runs for 20 seconds of CPU time: the CPU time of what takes them inside the
program's process, of what the program took; beside it the supervisor and the server work on other cores, if there are
any."""


def measure(bench: Bench) -> Section:
    """The server and snapshots, by the first Python."""
    python = bench.pythons[0]
    bench.say("the server in a large file")
    server = served(_folder(bench, "server"), str(python.executable))
    run_s = QUICK_RUN_S if bench.quick else RUN_S
    taken = []
    for tracer in TRACERS:
        bench.say(f"snapshots, {tracer}")
        taken.append(snapshots(_folder(bench, tracer), str(python.executable), tracer, run_s))
    tables = (_answers(server), _keys(server), _snapshots(taken))
    return Section(1, tuple(_goals(python.version, server, taken)), tables)


EDITOR_PART = Part("editor", "Large files in the editor", ABOUT, (LINE_PROFILER,), measure, (("3.12", "3.13"),))


def _folder(bench: Bench, name: str) -> Path:
    folder = bench.folder / name
    folder.mkdir()
    return folder


def _goals(version: str, server: Served, taken: Sequence[Snapshots]) -> Iterator[Goal]:
    edits = [took for keys in server.keystrokes for took in keys.took]
    lenses = [*server.lenses, *(took for keys in server.keystrokes for took in keys.lenses)]
    yield Goal(version, "hover, 95 % of them within", _wall_ms(server.hovers), ANSWER_MS, " ms")
    yield Goal(version, "lenses, 95 % of them within", _wall_ms(lenses), ANSWER_MS, " ms")
    yield Goal(version, "an edit, 95 % of them shown within", _wall_ms(edits), EDIT_MS, " ms")
    yield Goal(version, "most lines sent after a key", max(keys.most_lines for keys in server.keystrokes), MOST_LINES)
    yield Goal(version, "most bytes sent after a key", max(keys.most_bytes for keys in server.keystrokes), MOST_BYTES)
    for each in taken:
        yield Goal(version, f"{each.tracer}, snapshots in the program's process", _of(each.taking_ns, each), SHARE)


def _answers(server: Served) -> Table:
    rows = (
        ("hover", "of another line", *_times(server.hovers)),
        ("lenses", "of all functions", *_times(server.lenses)),
    )
    return Table("Answers", ("what", "", "number", *TIMES), rows)


TIMES = ("median", "95 %", "CPU, median", "CPU, 95 %")


def _keys(server: Served) -> Table:
    head = ("key", "", "pressed", *TIMES, "lenses, 95 %", "most bytes", "most lines", "most moves")
    return Table("Keys, until what they changed was sent", head, tuple(map(_key, server.keystrokes)))


def _key(keys: Keystrokes) -> tuple[str, ...]:
    sent = (keys.most_bytes, keys.most_lines, keys.most_moves)
    return (keys.edit.title, "", *_times(keys.took), f"{_wall_ms(keys.lenses):.1f} ms", *map(str, sent))


def _snapshots(taken: Sequence[Snapshots]) -> Table:
    head = ("tracer", "", "program", "taking them, inside it", "supervisor", "server", "shown")
    rows = (
        (
            *(each.tracer, "", f"{each.program_ns / 1e9:.1f} s"),
            *(f"{_of(part, each):.2%}" for part in (each.taking_ns, each.supervisor_ns, each.server_ns)),
            str(each.shown),
        )
        for each in taken
    )
    return Table("Snapshots: CPU times, of the program's", head, tuple(rows))


def _of(part_ns: int, run: Snapshots) -> float:
    return part_ns / run.program_ns


def _times(took: Sequence[Took]) -> tuple[str, ...]:
    wall, cpu = [each.wall_ns for each in took], [each.cpu_ns for each in took]
    quantiles = (quantile(values, part) for values in (wall, cpu) for part in (0.5, P95))
    return (str(len(took)), *(f"{value / 1e6:.1f} ms" for value in quantiles))


def _wall_ms(took: Sequence[Took]) -> float:
    return quantile([each.wall_ns for each in took], P95) / 1e6
