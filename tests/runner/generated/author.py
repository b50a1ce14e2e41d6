"""Who writes a program: what was drawn, the lines written so far, the names in reach and how often a line may run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from hypothesis import strategies as st

Draw = Any  # hypothesis's: a function from a strategy to a value of it
Kind = Literal["module", "function", "generator", "coroutine", "task", "async_generator", "class"]
ASYNC: tuple[Kind, ...] = ("coroutine", "task", "async_generator")
STEPS = 4_000  # how many statements a call of a function may run at most
DEEPEST = 4  # blocks within blocks


@dataclass(frozen=True)
class Callee:
    """Something to call with a small whole number: ``template.format(argument)`` calls it."""

    template: str
    kind: str  # a function's Kind, or "endless", a generator that never ends by itself
    steps: int  # what a call runs at most
    yields: int = 0  # how many values a generator gives at most


@dataclass
class Scope:
    """The body of one code object, as far as it is written; whole numbers are bound to all ``names``."""

    kind: Kind
    outer: Scope | None
    names: list[str] = field(default_factory=list)
    tallies: list[str] = field(default_factory=list)  # names that may be added to here, and that nothing reads
    callees: list[Callee] = field(default_factory=list)
    weight: int = 1  # how often what is written now may run in a call
    steps: int = 0
    yields: int = 0
    depth: int = 0
    loops: int = 0  # loops around what is written now
    can_return: bool = True

    def readable(self) -> list[str]:
        """Names of whole numbers, this scope's and those of the functions around it; a class's are seen by none."""
        outer = self.outer.readable() if self.outer is not None else []
        return ([] if self.kind == "class" else self.names) + outer

    def reachable(self) -> list[Callee]:
        return self.callees + (self.outer.reachable() if self.outer is not None else [])


class Author:
    """Draws, and writes lines of one module at a time."""

    def __init__(self, draw: Draw, version: tuple[int, int]) -> None:
        self._draw = draw
        self.version = version
        self.lines: list[str] = []
        self.scope = Scope("module", None)
        self.left = 0  # statements to write yet
        self._indent = 0
        self._serial = 0

    def pick(self, *choices: Any) -> Any:
        return self._draw(_one_of(choices))

    def number(self, low: int, high: int) -> int:
        return int(self._draw(_between(low, high)))

    def chance(self, percent: int) -> bool:
        return self.number(0, 99) >= 100 - percent

    def fresh(self, letter: str) -> str:
        """A name that no other place of the program has."""
        self._serial += 1
        return f"{letter}{self._serial}"

    def line(self, text: str) -> None:
        """Write ``text``, which may be several lines, at the indentation of now."""
        self.lines.extend("    " * self._indent + each for each in text.split("\n"))

    def bind(self, name: str) -> str:
        """``name``, which holds a whole number from here on."""
        if name not in self.scope.names:
            self.scope.names.append(name)
        return name

    @contextmanager
    def indented(self, header: str, times: int = 1, *, loop: bool = False) -> Iterator[None]:
        """What is written within stands in a block under ``header`` that runs ``times`` times at most.

        Names that are bound in it are not known behind it, where it may not have run.
        """
        self.line(header)
        scope, names = self.scope, list(self.scope.names)
        callees = list(scope.callees)
        self._indent += 1
        scope.weight, scope.depth, scope.loops = scope.weight * times, scope.depth + 1, scope.loops + loop
        yield
        self._indent -= 1
        scope.weight, scope.depth, scope.loops = scope.weight // times, scope.depth - 1, scope.loops - loop
        scope.names, scope.callees = names, callees

    @contextmanager
    def function(self, header: str, scope: Scope) -> Iterator[None]:
        """What is written within is the body of a code object of its own."""
        self.line(header)
        outer, self.scope = self.scope, scope
        self._indent += 1
        yield
        self._indent -= 1
        self.scope = outer

    def step(self) -> None:
        """One statement more."""
        self.left -= 1
        self.scope.steps += self.scope.weight

    def affordable(self, *kinds: str) -> list[Callee]:
        """What of those kinds may be called here without running longer than a program should."""
        scope = self.scope
        return [
            callee
            for callee in scope.reachable()
            if callee.kind in kinds and scope.steps + scope.weight * (callee.steps + 1) < STEPS
        ]

    def call(self, callee: Callee, times: int = 1) -> str:
        """An expression that calls it, ``times`` times at most."""
        self.scope.steps += self.scope.weight * times * (callee.steps + 1)
        return callee.template.format(self.number(0, 4))


@cache
def _one_of(choices: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


@cache
def _between(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)
