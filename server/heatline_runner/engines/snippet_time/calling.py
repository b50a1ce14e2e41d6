"""A snippet called by itself, before it is timed: what it gives and takes, what it changes, whom it calls."""

from __future__ import annotations

import sys

from heatline_runner.engines.snippet_time.sameness import MOST_ITEMS
from heatline_runner.engines.snippet_time.states import is_changeable, state_of
from heatline_runner.engines.snippet_time.stopwatch import Stopwatch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import CodeType, FrameType
    from typing import Any

    Names = dict[str, Any]

FILENAME = "<timeit>"
ONLY_TREE = 0x400  # ast.PyCF_ONLY_AST
ITERABLE_COROUTINE = 0x100  # inspect.CO_ITERABLE_COROUTINE


class Code:
    """A call or statements, compiled to be evaluated; SyntaxError, of ``what``, where it is not Python.

    What begins with ``await`` is that which is awaited. Statements have the value of the last, where that has one.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        awaited = text.strip().removeprefix("await ")
        self.call = awaited if awaited != text.strip() and _is_expression(awaited) else text
        self.is_expression = _is_expression(self.call)
        if self.is_expression:
            self._parts = [compile(self.call, FILENAME, "eval", 0, True)]
        else:
            self._parts = _statements(self.call)

    @property
    def names(self) -> set[str]:
        """The names it mentions, those of attributes among them."""
        return {name for part in self._parts for name in part.co_names}

    @property
    def bound(self) -> set[str]:
        """The names that statements bind, which are variables of the loop that they are timed in."""
        if self.is_expression:
            return set()
        tree: Any = compile("def statements(): pass", FILENAME, "exec", ONLY_TREE, True)
        statements: Any = compile(self.call, FILENAME, "exec", ONLY_TREE, True)
        tree.body[0].body = statements.body
        code = compile(tree, FILENAME, "exec", 0, True)
        function = next(each for each in code.co_consts if hasattr(each, "co_varnames"))
        return {*function.co_varnames, *function.co_cellvars}

    def value(self, names: Names) -> Any:
        """Its value in ``names``."""
        value = None
        for part in self._parts:
            value = eval(part, names)
        return value


class Called:
    """A call of ``code`` in ``names``: ``result``, awaited where it has to be, and nanoseconds by both clocks."""

    def __init__(self, code: Code, names: Names) -> None:
        watch = Stopwatch()
        watch.press()
        self.result = code.value(names)
        watch.press()
        self.wall_ns, self.cpu_ns = map(float, watch.taken_ns())
        self.is_awaited = _is_awaitable(self.result)
        if self.is_awaited:
            run, watch = _asyncio_run(), Stopwatch()  # what asyncio takes to load is not the call's
            watch.press()
            self.result = run(_awaited(self.result))
            watch.press()
            wall_ns, cpu_ns = watch.taken_ns()
            self.wall_ns, self.cpu_ns = self.wall_ns + wall_ns, self.cpu_ns + cpu_ns


def scope_of(names: Names, setup: Code | None, size: int | None) -> Names:
    """The module's names with what ``setup`` adds to them, and ``n``, where it is timed at a size."""
    scope = dict(names)
    if size is not None:
        scope["n"] = size
    if setup is not None:
        setup.value(scope)
    return scope


def arguments_of(code: Code, scope: Names) -> list[str]:
    """The names that ``code`` mentions and might change the values of."""
    return sorted(name for name in code.names if name in scope and is_changeable(scope[name]))


def drained(items: Any) -> list[Any]:
    """The first items of an asynchronous generator, and the exception that ends them, as one more."""

    async def drain() -> list[Any]:
        taken: list[Any] = []
        try:
            async for item in items:
                taken.append(item)
                if len(taken) >= MOST_ITEMS:
                    break
        except Exception as problem:  # noqa: BLE001  (it is a result, too)
            taken.append(problem)
        return taken

    items_taken: list[Any] = _asyncio_run()(drain())
    return items_taken


class Effects:
    """What a call is to leave as it was: looked at before it and after."""

    def __init__(self, code: Code, scope: Names) -> None:
        self._scope = scope
        self._before = {name: state_of(scope[name]) for name in arguments_of(code, scope)}

    def changed(self) -> list[str]:
        """The names of what is no longer what it was."""
        return [name for name, state in self._before.items() if state_of(self._scope.get(name)) != state]


class Followed:
    """Notes whom the user's functions call: pairs of ``(file, first line, name)``; the caller None: the snippet."""

    def __init__(self, is_users: Callable[[CodeType], bool]) -> None:
        self.edges: set[tuple[tuple[str, int, str] | None, tuple[str, int, str]]] = set()
        self._is_users = is_users

    def __enter__(self) -> None:
        self._before = sys.getprofile()
        sys.setprofile(self._seen)

    def __exit__(self, *problem: object) -> None:
        sys.setprofile(self._before)

    def _seen(self, frame: FrameType, event: str, argument: object) -> None:  # noqa: ARG002  (as Python calls it)
        if event == "call" and self._is_users(frame.f_code):
            self.edges.add((self._caller(frame.f_back), _key(frame.f_code)))

    def _caller(self, frame: FrameType | None) -> tuple[str, int, str] | None:
        while frame is not None and frame.f_code.co_filename != FILENAME:
            if self._is_users(frame.f_code):
                return _key(frame.f_code)
            frame = frame.f_back
        return None


def _key(code: CodeType) -> tuple[str, int, str]:
    return code.co_filename, code.co_firstlineno, getattr(code, "co_qualname", code.co_name)


def _is_expression(text: str) -> bool:
    try:
        compile(text, FILENAME, "eval", ONLY_TREE, True)
    except (SyntaxError, ValueError):
        return False
    return True


def _statements(text: str) -> list[CodeType]:
    tree: Any = compile(text, FILENAME, "exec", ONLY_TREE, True)
    compile(text, FILENAME, "exec", 0, True)  # what a tree may have and code may not, such as a return
    if not tree.body or type(tree.body[-1]).__name__ != "Expr":
        return [compile(tree, FILENAME, "exec", 0, True)]
    last = tree.body.pop().value
    expression: Any = compile("0", FILENAME, "eval", ONLY_TREE, True)
    expression.body = last
    return [compile(tree, FILENAME, "exec", 0, True), compile(expression, FILENAME, "eval", 0, True)]


def _is_awaitable(value: Any) -> bool:
    flags: int = getattr(getattr(value, "gi_code", None), "co_flags", 0)
    return hasattr(type(value), "__await__") or bool(flags & ITERABLE_COROUTINE)


def _asyncio_run() -> Callable[..., Any]:
    import asyncio  # the program's own: only what is awaited needs it

    asyncio.run(_awaited_nothing())  # the first loop takes many times as long as those after it
    return asyncio.run


async def _awaited_nothing() -> None:
    """What takes no time."""


async def _awaited(value: Any) -> Any:
    return await value
