"""memory_profiler's code map over ours: for each code object the figures of its lines."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType
    from typing import Any

MIB = 1 << 20
INCREMENT, PEAK, HITS, LAST, LINE = range(5)  # of a line's figures, the first three as memory_profiler has them


class Figures(dict):  # type: ignore[type-arg]  # {line: [increment, peak, hits, last, line]}, memory_profiler's shape
    """The lines of a code object. ``base`` is its file's number, above the line's 32 bits."""

    def __init__(self, base: int) -> None:
        self.base = base


def code_map(core: Any, resident: Callable[[], int], unit: int, shared: bool) -> Any:
    """A code map of memory_profiler's, that needs no source and reads memory by ``resident``, of ``unit`` bytes.

    ``shared``: what is nested in a function has its lines in the function's figures, as memory_profiler has it.
    """
    core._get_memory = lambda *about, **more: resident() * unit / MIB  # noqa: ARG005  (as memory_profiler calls it)

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
                    figures.setdefault(line, [0, 0, 0, 0, line])

        def lines(self) -> dict[tuple[str, int, str], list[tuple[int, float, float, float, int]]]:
            found: dict[tuple[str, int, str], list[tuple[int, float, float, float, int]]] = {}
            for code in list(self.codes):
                label = getattr(code, "co_qualname", code.co_name)
                rows = found.setdefault((code.co_filename, code.co_firstlineno, label), [])
                rows += [_row(line, each) for line, each in self[code].copy().items() if each[HITS]]
            return found

    return Map()


def _row(line: int, figures: Any) -> tuple[int, float, float, float, int]:
    """``(line, increment, last, peak, hits)``; memory_profiler keeps no last reading: its highest stands for it."""
    last = figures[LAST] if len(figures) > LAST else figures[PEAK]
    return line, figures[INCREMENT], last, figures[PEAK], figures[HITS]
