"""memory_profiler's code map over ours: for each code object the figures of its lines."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType
    from typing import Any

INCREMENT, PEAK, HITS, LAST, WHERE = range(5)  # of a line's figures, the first three as memory_profiler has them


class Figures(dict):  # type: ignore[type-arg]  # {line: [increment, peak, hits, last, where]}, memory_profiler's shape
    """The lines of a code object. ``base`` is its file's number, above the line's 32 bits."""

    def __init__(self, base: int) -> None:
        self.base = base

    def row(self, line: int) -> list[int]:
        """The figures of ``line``, made where there are none."""
        figures: list[int] = self.setdefault(line, [0, 0, 0, 0, self.base | line])
        return figures


def code_map(core: Any, shared: bool) -> Any:
    """A code map of memory_profiler's, that needs no source.

    ``shared``: what is nested in a function has its lines in the function's figures, as memory_profiler has it.
    """

    class Map(core.CodeMap):  # type: ignore[misc]
        def __init__(self) -> None:
            core.CodeMap.__init__(self, include_children=False, backend="psutil")
            self.codes: list[CodeType] = []

        def add(self, code: CodeType, outer: CodeType | None = None, figures: Figures | None = None) -> None:
            if code in self:
                return
            if outer is not None and shared:
                self[code] = figures = self[outer]
            else:
                self.codes.append(code)
                self[code] = figures = figures if figures is not None else Figures(0)
            for _, _, line in code.co_lines():
                if line:
                    figures.row(line)

        def lines(self) -> dict[tuple[str, int, str], list[tuple[int, int, int, int, int]]]:
            found: dict[tuple[str, int, str], list[tuple[int, int, int, int, int]]] = {}
            for code in list(self.codes):
                label = getattr(code, "co_qualname", code.co_name)
                rows = found.setdefault((code.co_filename, code.co_firstlineno, label), [])
                rows += [_row(line, each) for line, each in self[code].copy().items() if each[HITS]]
            return found

    return Map()


def _row(line: int, figures: list[int]) -> tuple[int, int, int, int, int]:
    """``(line, increment, last, peak, hits)``."""
    return line, figures[INCREMENT], figures[LAST], figures[PEAK], figures[HITS]
