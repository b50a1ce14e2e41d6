"""The calls of functions that a picture of memory over time shows: not all there are, but those that can be seen."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType

SEEN_NS = 1_000_000  # a call that lasts so long can be seen in a picture of the run
FIRST_CALLS = 10  # of each function are kept however short
MOST = 10_000
SUSPENDS = 0x20 | 0x80 | 0x200  # inspect's CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR
NEW_LOCALS = 0x2  # a function's code, not a module's or a class's


class Calls:
    """``spans`` are ``(file, first line, label, start, end)`` by ``perf_counter_ns``; ``cut`` were too many."""

    def __init__(self) -> None:
        self.spans: list[tuple[str, int, str, int, int]] = []
        self.cut = 0
        self.shortened: set[CodeType] = set()  # some short calls of these are not kept
        self._kept: dict[CodeType, int] = {}

    def add(self, code: CodeType, started: int, ended: int) -> None:
        """Keep a call, if it is one of those."""
        kept = self._kept.get(code, 0)
        if ended - started < SEEN_NS and kept >= FIRST_CALLS:
            self.shortened.add(code)
            return
        flags = code.co_flags
        if flags & SUSPENDS or not flags & NEW_LOCALS or code.co_name.startswith("<"):
            return
        self._kept[code] = kept + 1
        if len(self.spans) < MOST:
            label = getattr(code, "co_qualname", code.co_name)
            self.spans.append((code.co_filename, code.co_firstlineno, label, started, ended))
        else:
            self.cut += 1
