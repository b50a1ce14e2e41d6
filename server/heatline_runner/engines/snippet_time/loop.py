"""What is timed: a snippet in timeit's loop, clocked from its first turn to its last."""

from __future__ import annotations

import gc
from itertools import repeat

from heatline_runner.engines.snippet_time.stopwatch import Stopwatch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

FILENAME = "<timeit>"
ONLY_TREE, AWAITS = 0x400, 0x2000  # ast.PyCF_ONLY_AST, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
LOOP = """\
{kind} _rounds(_heatline_turns, _heatline_press):
    pass
    _heatline_press()
    for _heatline_turn in _heatline_turns:
        pass
    _heatline_press()
"""


class Statement:
    """A statement or an expression in a namespace; ``setup`` runs before each reading, unclocked, as timeit has it."""

    def __init__(self, statement: str, setup: str, names: dict[str, Any]) -> None:
        self._rounds = _rounds("def", statement, setup, names)
        self._watch = Stopwatch()

    def read(self, loops: int) -> tuple[float, float]:
        """Run it ``loops`` times, garbage collection off, as timeit does."""
        return _clocked(loops, self._watch, lambda turns: self._rounds(turns, self._watch.press))


class Awaited:
    """An expression that gives an awaitable, awaited each time; every reading in an event loop of its own."""

    def __init__(self, expression: str, setup: str, names: dict[str, Any]) -> None:
        import asyncio  # the program's own: only what is awaited needs it

        self._run: Callable[..., object] = asyncio.run
        self._rounds = _rounds("async def", f"await (\n{expression}\n)", setup, names)
        self._watch = Stopwatch()

    def read(self, loops: int) -> tuple[float, float]:
        """Await it ``loops`` times, one after the other, garbage collection off."""
        return _clocked(loops, self._watch, lambda turns: self._run(self._rounds(turns, self._watch.press)))


def _rounds(kind: str, statement: str, setup: str, names: dict[str, Any]) -> Callable[..., Any]:
    """timeit's loop as a function. It is put together of trees, so that no text within a text is indented.

    timeit's has a ``pass`` after the snippet, which this one leaves out: so ``pass`` takes nothing more than the loop.
    """
    tree: Any = _tree(LOOP.format(kind=kind))
    body = tree.body[0].body
    loop = body[2]
    loop.body = _tree(statement, kind == "async def").body or loop.body
    body[:1] = _tree(setup).body
    made: dict[str, Any] = {}
    exec(compile(tree, FILENAME, "exec", 0, True), names, made)
    function: Callable[..., Any] = made["_rounds"]
    return function


def _tree(text: str, awaits: bool = False) -> Any:
    """SyntaxError also for what a loop or a function could have in it, such as ``break``, and a snippet cannot."""
    compile(text, FILENAME, "exec", AWAITS if awaits else 0, True)
    return compile(text, FILENAME, "exec", ONLY_TREE | (AWAITS if awaits else 0), True)


def _clocked(loops: int, watch: Stopwatch, run: Callable[[Iterator[None]], object]) -> tuple[float, float]:
    watch.reset()
    collects = gc.isenabled()
    gc.disable()
    try:
        run(repeat(None, loops))
    finally:
        if collects:
            gc.enable()
    wall_ns, cpu_ns = watch.taken_ns()
    return wall_ns / loops, cpu_ns / loops
