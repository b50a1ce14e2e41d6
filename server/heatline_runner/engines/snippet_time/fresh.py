"""A snippet whose every call has copies of its arguments of its own, made outside the clock."""

from __future__ import annotations

import gc
import time
from copy import deepcopy

from heatline_runner.engines.snippet_time.calling import FILENAME, Code, arguments_of, scope_of
from heatline_runner.engines.snippet_time.stopwatch import Stopwatch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

COPYING_NS = 20_000_000  # what making the copies for one reading may take
MOST_LOOPS = 10_000


class Fresh:
    """Statements after ``setup`` in ``names``, with a copy of each of ``self.copied`` per turn, as ``timing.Snippet``.

    At most ``self.most`` turns are made in a reading, since that many copies wait for them.
    """

    def __init__(self, code: Code, setup: Code | None, size: int | None, names: dict[str, Any]) -> None:
        self._setup, self._size, self._names = setup, size, names
        scope = scope_of(names, setup, size)
        self.copied = [name for name in arguments_of(code, scope) if _can_copy(scope[name])]
        began_ns = time.perf_counter_ns()
        deepcopy([scope[name] for name in self.copied])
        copying_ns = time.perf_counter_ns() - began_ns
        self.most = max(1, min(MOST_LOOPS, COPYING_NS // max(copying_ns, 1)))
        self._code = code

    def read(self, loops: int) -> tuple[float, float]:
        """Run it ``loops`` times, or as often as may be: nanoseconds per turn by both clocks."""
        loops = min(loops, self.most)
        scope = scope_of(self._names, self._setup, self._size)
        rounds = _rounds(self._code, self.copied, scope)
        copies = [tuple(deepcopy([scope[name] for name in self.copied])) for _ in range(loops)]
        watch, collects = Stopwatch(), gc.isenabled()
        gc.disable()
        try:
            rounds(copies, watch.press)
        finally:
            if collects:
                gc.enable()
        wall_ns, cpu_ns = watch.taken_ns()
        return wall_ns / loops, cpu_ns / loops


def _rounds(code: Code, names: list[str], scope: dict[str, Any]) -> Callable[..., None]:
    """A function that runs the loop, with the arguments, and what the statements bind, as variables of its own."""
    targets = f"({', '.join(names)},)"
    bound = "".join(f", {name}={name}" for name in sorted(code.bound - {*names}) if name in scope)
    text = "\n".join(
        (
            f"def _rounds(_copies, _press{bound}):",
            "    _press()",
            f"    for {targets} in _copies:",
            "        pass",
            "    _press()",
        )
    )
    tree: Any = compile(text, FILENAME, "exec", 0x400, True)
    statements: Any = compile(code.text, FILENAME, "exec", 0x400, True)
    tree.body[0].body[1].body = statements.body
    exec(compile(tree, FILENAME, "exec", 0, True), scope)
    made: Callable[..., None] = scope.pop("_rounds")
    return made


def _can_copy(value: Any) -> bool:
    try:
        deepcopy(value)
    except Exception:  # noqa: BLE001  (a connection, a generator: it says so in many ways)
        return False
    return True
