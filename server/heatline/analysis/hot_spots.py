"""The hot lines of a run over all its files, by function: where to look first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heatline.analysis.shares import FileShares, FunctionShare, LineShare
from heatline.protocol import Level

MOST: int = 200  # lines; the others are cooler


@dataclass(frozen=True)
class HotLine:
    """A line with a share of the run, of time or of memory; ``row`` is the one to show of those on that line."""

    path: str
    row: LineShare
    share: float
    level: Level


@dataclass(frozen=True)
class HotFunction:
    """A function with hot lines, hottest first."""

    function: FunctionShare
    lines: tuple[HotLine, ...]


@dataclass(frozen=True)
class HotFile:
    """A file with hot functions, that with the hottest line first."""

    path: str
    functions: tuple[HotFunction, ...]


def hot_lines(files: Sequence[FileShares]) -> tuple[HotLine, ...]:
    """The lines with at least 1 % of the run that ``files`` are of, hottest first."""
    found = [line for file in files for line in _of_file(file)]
    return tuple(sorted(found, key=lambda each: (-each.share, each.path, each.row.line))[:MOST])


def hot_files(lines: Sequence[HotLine]) -> tuple[HotFile, ...]:
    """The same by file and function, in the order of each one's hottest line."""
    files: dict[str, dict[int, list[HotLine]]] = {}
    for line in lines:
        files.setdefault(line.path, {}).setdefault(line.row.function.index, []).append(line)
    return tuple(
        HotFile(path, tuple(HotFunction(own[0].row.function, tuple(own)) for own in functions.values()))
        for path, functions in files.items()
    )


def _of_file(file: FileShares) -> Iterator[HotLine]:
    is_memory = file.run.memory is not None
    for rows in file.lines.values():
        row = rows[0]
        share, level = (row.memory_share, row.memory_level) if is_memory else (row.share, row.level)
        if share is not None and level:
            yield HotLine(file.path, row, share, level)
