"""What the lenses above a function say of how long it takes, and those that have it timed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final

from lsprotocol.types import Command

from heatline.analysis.asking.pointing import is_reachable
from heatline.analysis.outline import Outline
from heatline.analysis.selection import plain_name
from heatline.analysis.timing_drift import Standing
from heatline.render.annotations import GROUP_SEPARATOR
from heatline.render.program_text import plain_line
from heatline.render.timing.change import change_text
from heatline.render.timing.text import lens_text
from heatline.render.when import coarsely_ago
from heatline_runner.request import Snippets

WIDTH: Final = 80


@dataclass(frozen=True)
class TimeitCommands:
    """The ids of the commands that time what is in the document at ``uri``.

    ``show`` opens the results, None in a client that cannot. ``running`` are the runs that time something now, by the
    qualified name of its function.
    """

    uri: str
    timeit: str
    compare: str
    real_calls: str
    stop: str
    show: str | None = None
    running: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Timed:
    """What was timed in a document as it is ``now`` (an aware time), and the commands that time it; None: none."""

    commands: TimeitCommands | None = None
    standing: Sequence[Standing] = ()
    now: datetime = datetime.max


def function_commands(outline: Outline, timed: Timed, titles: Mapping[int, str]) -> Iterator[tuple[int, Command]]:
    """At most three above each function: to time it, what it took with what else is told (``titles``), to compare it.

    A selection's answer stands above its first line; that of a run which goes on has the way to stop it.
    """
    answers = {each.line: each for each in timed.standing if each.answer.function}
    for defined in outline.definitions:
        line = defined.line
        result = _result(answers.get(line), titles.get(line), timed)
        ways = () if timed.commands is None or not is_reachable(defined) else _ways(defined.name, timed.commands)
        found = (*ways[:1], result, *ways[1:])
        yield from ((line, command) for command in found if command is not None)
    yield from ((each.line, _answer(each, timed)) for each in timed.standing if not each.answer.function)


def _ways(name: str, commands: TimeitCommands) -> tuple[Command, ...]:
    run = commands.running.get(name)
    if run is not None:
        return (Command("timing… · Stop", commands.stop, arguments=[{"run": run}]),)
    return _timing_and_comparing(name, commands.uri, commands.timeit, commands.compare)


@lru_cache(maxsize=8192)  # lenses are asked for with every edit, and of all functions
def _timing_and_comparing(name: str, uri: str, timeit: str, compare: str) -> tuple[Command, ...]:
    arguments: list[object] = [{"uri": uri, "function": name}]
    return Command("timeit this", timeit, arguments=arguments), Command("compare…", compare, arguments=arguments)


def _result(found: Standing | None, title: str | None, timed: Timed) -> Command | None:
    """``214 ns ± 3 ns · 1,000,000 loops · just now │ 80 % of the run``."""
    if found is None:
        return None if title is None else _said(title)
    command = _answer(found, timed)
    titles = dict.fromkeys((command.title, *(title.split(GROUP_SEPARATOR) if title else ())))
    return Command(GROUP_SEPARATOR.join(titles), command.command, arguments=command.arguments)


@lru_cache(maxsize=8192)
def _said(title: str) -> Command:
    return Command(title, "")


def _answer(found: Standing, timed: Timed) -> Command:
    show = None if timed.commands is None else timed.commands.show
    arguments: list[object] = []
    if show is not None and timed.commands is not None:
        arguments = [{"uri": timed.commands.uri, "function": found.answer.function}]
    return Command(answer_title(found, timed.now), show or "", arguments=arguments or None)


def answer_title(found: Standing, now: datetime) -> str:
    """What it took and how long ago that was; of code that is another since, no figure."""
    if found.stale:
        return "Stale"
    alone = found.earlier if not found.answer.versus else None  # which of two is faster is what was asked for then
    change = None if alone is None else change_text(alone, found.answer)
    run = found.answer.profile.run
    age = "measuring" if run.outcome == "running" else coarsely_ago(run.started, now)
    return f"{change or lens_text(found.answer)} · {age}"


def timing_title(path: str, snippets: Snippets) -> str:
    """What a run that times is called: ``grades.py: grade``."""
    functions = {row.function for row in snippets.rows}
    name = functions.pop() if len(functions) == 1 else ""
    code = "the calls under the guard" if snippets.rows[0].asked == "guard" else "the selection"
    part = plain_line(plain_name(name), WIDTH) if name else code
    return f"{plain_line(path.replace(chr(92), '/').rpartition('/')[2], WIDTH)}: {part}"
