"""What an engine's half in the supervisor makes of a reading: the tables of a profile, and the functions they index."""

from __future__ import annotations

from dataclasses import dataclass

from heatline_runner.model import CallEdge, FunctionRow, LineTable, Note, Span, Stack, Trial
from heatline_runner.reading import LoadedFile


@dataclass(frozen=True)
class Tables:
    """The tables one engine fills, by the names of ``Profile``; ``notes`` are what it has to say of them.

    ``overhead`` and ``unmeasured_ns`` are those of ``RunInfo``; ``processes`` is how many one reading is of.
    """

    lines: tuple[LineTable, ...] = ()
    functions: tuple[FunctionRow, ...] = ()
    calls: tuple[CallEdge, ...] = ()
    stacks: tuple[Stack, ...] = ()
    spans: tuple[Span, ...] = ()
    trials: tuple[Trial, ...] = ()
    notes: tuple[Note, ...] = ()
    overhead: float | None = None
    unmeasured_ns: float | None = None
    processes: int = 1


class Functions:
    """Numbers the functions of the loaded files: what every engine's rows index. A file loaded twice has its own once.

    Lambdas, comprehensions and generator expressions are part of the function around them.
    """

    def __init__(self) -> None:
        self.rows: list[FunctionRow] = []
        self._places: dict[tuple[str, int, str], int] = {}

    def homes(self, file: LoadedFile) -> list[int]:
        """For each code object of ``file``, in order, the index of the function its lines belong to."""
        homes: list[int] = []
        for row, name, end in zip(file.codes, file.qualified_names(), file.end_lines(), strict=True):
            if row.is_folded and row.parent >= 0:
                homes.append(homes[row.parent])
                continue
            place = (file.path, row.first_line, name)
            if place not in self._places:
                self._places[place] = len(self.rows)
                self.rows.append(FunctionRow(file.path, row.first_line, end, name, {}))
            homes.append(self._places[place])
        return homes
