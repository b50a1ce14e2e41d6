"""What is alive, by line, as the tables of a profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from heatline_runner.model import LineTable, Metric, Note
from heatline_runner.reading import LoadedFile, Reading
from heatline_runner.tables import Functions, Tables

ALIVE = (Metric("allocated_bytes", "Alive at the end", "bytes"), Metric("blocks", "Blocks alive", "count"))
GROWTH = (Metric("growth_bytes", "Growth", "bytes"), Metric("growth_blocks", "Blocks grown", "count"))
SINCE, BETWEEN = "Growth since the moment marked", "Growth between the two moments marked last"
Lines = Mapping[int, tuple[int, int]]  # line -> bytes and blocks
MIB = 1 << 20


def metrics(reading: Reading) -> tuple[Metric, ...]:
    """Growth first, where two moments are compared."""
    read = reading.snapshot.tables or {}
    if read.get("limited"):
        return GROWTH
    if not read.get("moments"):
        return ALIVE
    size, blocks = GROWTH
    return (replace(size, title=SINCE if read["moments"] == 1 else BETWEEN), blocks, *ALIVE)


def tables(reading: Reading) -> Tables:
    """Line tables with the lines that something is alive of, or grew, and the functions they index."""
    read = reading.snapshot.tables
    functions = Functions()
    if not read:
        return Tables()
    found = [_table(file, functions.homes(file), read) for file in reading.files]
    by_path = {table.path: table for table in found if table.line}
    notes = tuple(_notes(read))
    return Tables(lines=tuple(by_path.values()), functions=tuple(functions.rows), notes=notes)


def _table(file: LoadedFile, homes: list[int], read: Mapping[str, Any]) -> LineTable:
    columns = dict(_columns(file.filename, read))
    lines = sorted({line for column in columns.values() for line, value in column.items() if value})
    owners = _owners(file, homes)
    lines = [line for line in lines if line in owners]
    values = {name: tuple(column.get(line, 0) for line in lines) for name, column in columns.items()}
    return LineTable(file.path, tuple(lines), tuple(owners[line] for line in lines), values)


def _columns(filename: str, read: Mapping[str, Any]) -> Iterator[tuple[str, dict[int, float]]]:
    alive, before, after = (dict(read[name].get(filename, {})) for name in ("alive", "before", "after"))
    if read["limited"]:
        before, after = {}, alive
    if read["limited"] or read["moments"]:
        for index, metric in enumerate(GROWTH):
            lines = {*before, *after}
            yield metric.id, {n: after.get(n, (0, 0))[index] - before.get(n, (0, 0))[index] for n in lines}
    if not read["limited"]:
        for index, metric in enumerate(ALIVE):
            yield metric.id, {line: pair[index] for line, pair in alive.items()}


def _owners(file: LoadedFile, homes: list[int]) -> dict[int, int]:
    """Each line's innermost function; a line that comprehensions share with the code around them is that code's."""
    owners: dict[int, int] = {}
    for row, home in zip(file.codes, homes, strict=True):
        for line in row.lines:
            if line not in owners or (not row.is_folded and line != row.first_line):
                owners[line] = home
    return owners


def _notes(read: Mapping[str, Any]) -> Iterator[Note]:
    size, blocks = read["alive"].get("", {}).get(0, (0, 0))
    mine = sum(pair[0] for path, lines in read["alive"].items() if path for pair in lines.values())
    if size > max(MIB // 16, mine // 50):
        text = f"{size / MIB:.2f} MiB in {blocks:,} blocks are on no line: they were made by modules as they were"
        yield Note("not_measured", f"{text} imported, or deeper than {read['frames']} calls inside libraries.")
    if read["limited"]:
        text = "Blocks were followed from the first beginning of what was measured: what was there before is not seen."
        yield Note("not_measured", text)
    if read["yielded"]:
        yield Note("not_measured", "The program loaded tracemalloc, which is its own since: figures are from before.")
    if read["theirs"]:
        text = "The program ran under its own tracemalloc: blocks were followed from the start of Python on."
        yield Note("distorts", text)
