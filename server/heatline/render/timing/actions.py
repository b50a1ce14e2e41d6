"""What can be timed about the lines that are selected: what the lenses there offer, and the selection itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol.types import Command

from heatline.analysis.asking.pointing import reachable, two_of
from heatline.analysis.outline import Defined, Outline
from heatline.analysis.selection import plain_name
from heatline.analysis.statements import Span
from heatline.codec import to_wire
from heatline.protocol import Driver, Lines
from heatline.render.program_text import plain_line
from heatline.render.timing.lenses import TimeitCommands

WIDTH = 60
MOST_DRIVERS = 2


@dataclass(frozen=True)
class Pointed:
    """The ``lines`` that are pointed at; ``code`` is what is selected of them, "" for a mere cursor.

    ``guard`` are the lines under which a run of the file begins, ``drivers`` what to run for a function's real calls.
    """

    lines: Span
    code: str
    guard: Lines | None
    drivers: tuple[Driver, ...]


def timing_commands(outline: Outline, at: Pointed, commands: TimeitCommands) -> Iterator[Command]:
    """The ways to time what is pointed at, the most particular first."""
    first, last = at.lines
    both = two_of(outline, first, last) if at.code.strip() else None
    if both is not None:
        arguments = [{"uri": commands.uri, "function": both[0], "versus": both[1]}]
        yield Command(f"compare {_name(both[0])} and {_name(both[1])}", commands.compare, arguments=arguments)
        return
    lines = to_wire(Lines(first, last))
    if at.code.strip():
        yield Command(
            "timeit this selection",
            commands.timeit,
            arguments=[{"uri": commands.uri, "lines": lines, "code": at.code}],
        )
    if at.guard is not None and at.guard.first <= first and last <= at.guard.last:
        arguments = [{"uri": commands.uri, "lines": to_wire(at.guard)}]
        yield Command("timeit the calls under the guard", commands.timeit, arguments=arguments)
    around = [each for each in reachable(outline) if each.line <= first and last <= each.end_line]
    if around:
        yield from _function_commands(around[-1], at, commands)


def _function_commands(function: Defined, at: Pointed, commands: TimeitCommands) -> Iterator[Command]:
    name = f"this function ({_name(function.name)})"
    arguments = [{"uri": commands.uri, "function": function.name}]
    yield Command(f"timeit {name}", commands.timeit, arguments=arguments)
    yield Command(f"compare {name}", commands.compare, arguments=arguments)
    lines = to_wire(Lines(function.def_line, function.def_line))
    for driver in at.drivers[:MOST_DRIVERS]:
        title = f"time the real calls of {name}, running {plain_line(driver.title, WIDTH)}"
        run = {"uri": driver.uri, "of": commands.uri, "lines": lines, "function": function.name}
        yield Command(title, commands.real_calls, arguments=[run])


def _name(name: str) -> str:
    return plain_line(plain_name(name), WIDTH)
