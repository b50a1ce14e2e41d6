"""Whole programs: a module that defines and does things, and a second one that it imports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generated.author import ASYNC, Author, Draw, Kind
from generated.callables import class_, endless, function, local
from generated.expressions import number, truth
from generated.statements import COMPOUND, SIMPLE, is_deep
from generated.suspended import SUSPENDED, YIELDS

TOP = """\
import asyncio, sys, threading
from contextlib import contextmanager, suppress
from functools import wraps

total0 = total1 = 0
class Oops(Exception): pass
class Context:
    x = 0
    def __init__(self, n=0):
        self.n = n
    def __enter__(self): return self
    def __exit__(self, kind, problem, trace):
        if kind is None:
            return False
        return self.n == 1
class AsyncContext(Context):
    async def __aenter__(self):
        await asyncio.sleep(0)
        return self
    async def __aexit__(self, *problem): return self.n == 1
@contextmanager
def made_context():
    try:
        yield 1
    except Oops: pass
    finally:
        left = 1
def same(f): return f
def wrapped(f):
    @wraps(f)
    def call(*given):
        return f(*given)
    return call
def with_options(
    *options
):
    return lambda f: wrapped(f)
"""
KINDS: tuple[Kind, ...] = ("function", "function", "function", "generator", "generator", "coroutine", "async_generator")
ENDINGS = (
    "", "", "", "", "sys.exit(3)", "raise SystemExit('bye')", "1 / 0", "raise Oops(1)", "{}[1]", "sys.exit()",
    "def last(n):\n    try:\n        return {}[n]\n    finally:\n        n = 1\nlast(2)", "raise KeyboardInterrupt",
)  # fmt: skip


@dataclass(frozen=True)
class Program:
    """``text`` of the main module, and of the module ``second``, which it may import."""

    text: str
    second: str


class _Writer(Author):
    """Knows all statements there are."""

    def write(self) -> None:
        """One statement, and what stands in it."""
        self.step()
        kind = self.scope.kind
        if is_deep(self):
            statements: tuple[Callable[[Author], None], ...] = SIMPLE
        elif kind in ("generator", "async_generator") and self.chance(35):
            statements = YIELDS
        elif self.chance(30 + 25 * (kind in ASYNC)):
            statements = SUSPENDED
        elif self.chance(10):
            statements = (local,)
        else:
            statements = (*SIMPLE, *COMPOUND)
        lines = len(self.lines)
        self.pick(*statements)(self)
        if len(self.lines) == lines:
            self.line("pass")


@st.composite
def programs(draw: Draw, version: tuple[int, int] = (3, 13)) -> Program:
    """A program for that version of Python; the same draws give much the same program for every version."""
    second = _Writer(draw, version)
    second.lines += TOP.splitlines()
    second.left = 8
    function(second, second.pick("function", "generator"))
    second.write()
    main = _Writer(draw, version)
    main.lines += TOP.splitlines()
    main.left = main.number(10, 60)
    _definitions(main)
    _doings(main)
    main.line(main.pick(*ENDINGS))
    return Program("\n".join(main.lines) + "\n", "\n".join(second.lines) + "\n")


def _definitions(a: _Writer) -> None:
    for _ in range(a.number(2, 6)):
        a.pick(class_, endless, *(5 * [_any_function]))(a)
    function(a, "task")


def _any_function(a: Author) -> None:
    function(a, a.pick(*KINDS))


def _doings(a: _Writer) -> None:
    for _ in range(a.number(2, 8)):
        a.pick(_show, _show, _statement, _threads, _task, _import)(a)
    a.line("print(total0, total1)")


def _statement(a: Author) -> None:
    if a.chance(70):
        with a.indented("try:"):
            a.write()
        a.line("except Exception as problem:\n    print(type(problem).__name__, problem)")
    else:
        a.write()


def _show(a: Author) -> None:
    a.line("try:\n    print(" + number(a).replace("\n", "\n    ") + ", " + truth(a).replace("\n", "\n    ") + ")")
    a.line("except Exception as problem:\n    print(type(problem).__name__, problem)")


def _threads(a: Author) -> None:
    callees = [callee for callee in a.affordable("function") if "." not in callee.template and callee.steps < 300]
    if not callees:
        return _show(a)
    name, called = a.fresh("t"), a.pick(*callees).template.partition("(")[0]
    a.line(f"{name} = [threading.Thread(target={called}, args=({a.number(0, 4)},)) for _ in range({a.number(1, 4)})]")
    a.line(f"for t in {name}: t.start()\nfor t in {name}:\n    t.join()")
    return None


def _task(a: Author) -> None:
    callees = a.affordable("coroutine", "task")
    if not callees:
        return _show(a)
    called = a.call(a.pick(*callees))
    a.line(f"try:\n    print(asyncio.run({called}))\nexcept Exception as problem:\n    print(type(problem).__name__)")
    return None


def _import(a: Author) -> None:
    a.line(
        a.pick("import second", "from second import total0 as imported", "import second as other\nprint(other.total0)")
    )


@cache
def thousand(version: tuple[int, int], count: int = 1_000) -> tuple[Program, ...]:
    """``count`` different programs, the same at every call and on every machine."""
    found: dict[Program, None] = {}

    @settings(
        max_examples=2 * count + 20,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(programs(version))
    def gather(program: Program) -> None:
        found[program] = None

    gather()
    assert len(found) >= count, f"hypothesis made {len(found)} different programs"
    return tuple(found)[:count]
