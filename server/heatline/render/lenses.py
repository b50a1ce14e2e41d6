"""The lenses above functions, and those that start a run or show what it left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lsprotocol.types import CodeLens, Command, Position, Range

from heatline.analysis.called import has_calls, has_functions
from heatline.analysis.figures import Figures
from heatline.analysis.measured_functions import measured_functions
from heatline.analysis.memory import subject
from heatline.analysis.outline import Outline
from heatline.analysis.shares import FunctionShare
from heatline.protocol import Driver
from heatline.render.annotations import GROUP_SEPARATOR
from heatline.render.numbers import SPACE, count, duration, metric, percent, size
from heatline.render.program_text import plain_line
from heatline.render.timing.lenses import Timed, function_commands
from heatline_runner.model import Metric

NOTHING_TIMED = Timed()
NAME_WIDTH = 60


@dataclass(frozen=True)
class LensCommands:
    """The ids of the commands behind the lenses, with what they take.

    ``profile`` has the title and the command of each way to profile; ``show_memory`` draws memory over time, None in a
    client that cannot, ``show_calls`` calls; ``running`` is the file's own run, to stop. ``without_set_up`` are the
    commands that leave out what comes before the block under the guard, where they are given its lines. ``driver`` is
    what runs a file whose own text drives nothing.
    """

    profile: tuple[tuple[str, str], ...]
    stop: str
    show_memory: str | None
    arguments: tuple[object, ...]
    running: str | None
    without_set_up: tuple[str, ...] = ()
    show_calls: str | None = None
    driver: Driver | None = None


def document_lenses(
    outline: Outline, figures: Sequence[Figures], commands: LensCommands, timed: Timed = NOTHING_TIMED
) -> list[CodeLens]:
    """What can be run and seen, where a run begins; above each function what it took and how it can be timed."""
    lenses = [] if outline.entry_line is None else _entry_lenses(outline, outline.entry_line, figures, commands)
    titles = dict(_function_titles(outline, figures))
    return lenses + [_lens(line, command) for line, command in function_commands(outline, timed, titles)]


def _lens(line: int, command: Command) -> CodeLens:
    return CodeLens(begin_of(line), command)


@lru_cache(maxsize=8192)  # lenses are asked for with every edit, and of all functions
def begin_of(line: int) -> Range:
    """The place before a line's first character."""
    begin = Position(line - 1, 0)
    return Range(begin, begin)


def _entry_lenses(outline: Outline, line: int, figures: Sequence[Figures], commands: LensCommands) -> list[CodeLens]:
    """The ways to profile, or ``Stop`` while it runs; ``Memory over time`` where a run of this file has it."""
    arguments = list(commands.arguments)
    if commands.running is not None:
        found = [Command("Stop", commands.stop, arguments=[{"run": commands.running}])]
    else:
        found = [*_profiling_driver(outline, commands), *_profiling(outline, commands)]
    if commands.show_memory is not None and any(each.profile.timeline for each in figures):
        found.append(Command("Memory over time", commands.show_memory, arguments=arguments))
    if commands.show_calls is not None and any(has_functions(each.profile) for each in figures):
        found.append(Command("Who calls whom", commands.show_calls, arguments=arguments))
    return [_lens(line, command) for command in found]


def _profiling_driver(outline: Outline, commands: LensCommands) -> Iterator[Command]:
    """``Profile prof.py, which imports this``: by the first way there is."""
    if commands.driver is None or outline.guarded is not None:
        return
    title = f"Profile {plain_line(commands.driver.title, NAME_WIDTH)}, which imports this"
    yield Command(title, commands.profile[0][1], arguments=[{"uri": commands.driver.uri}])


def _profiling(outline: Outline, commands: LensCommands) -> Iterator[Command]:
    arguments = list(commands.arguments)
    for title, command in commands.profile:
        yield Command(title, command, arguments=arguments)
        if outline.guarded is not None and command in commands.without_set_up:
            first, last = outline.guarded
            lines = {"lines": {"first": first, "last": last}}
            part = [{**each, **lines} if isinstance(each, dict) else each for each in arguments]
            yield Command("without set-up", command, arguments=part)


def _function_titles(outline: Outline, figures: Sequence[Figures]) -> Iterator[tuple[int, str]]:
    """What each instrument says of a function stands beside what the others do, each as fresh as it is."""
    titles: dict[int, dict[str, str]] = {}  # by the line of the def and by subject
    counted: set[int] = set()  # the lines of those whose calls are told
    for each in figures:
        about = subject(each.profile)
        for found in measured_functions(outline, each):
            line = found.defined.line
            calls = None if line in counted else found.calls
            title = "Stale" if found.stale else _title(found.function, each, calls)
            if title and about not in titles.setdefault(line, {}):
                titles[line][about] = title
                counted.update([line] if calls is not None else [])
    for line in sorted(titles):
        if titles[line]:
            yield line, GROUP_SEPARATOR.join(dict.fromkeys(titles[line].values()))


def _title(function: FunctionShare, measured: Figures, calls: float | None) -> str:
    """``95 % of the run · 158 ms · 3 calls``, ``peak 81.2 MiB``, ``1.25 MiB alive at the end``.

    Where functions are what was measured: ``1,000 calls · own 1.20 ms · 98 % of the run``.
    """
    if has_calls(measured.profile):
        return _called(function)
    memory = measured.file.run.memory
    held = None if memory is None or not function.total_bytes else (function.total_bytes, memory.metric)
    figures = _figures(function.share, function.total_ns, function.peak_bytes, held)
    if calls is None:
        return figures
    return f"{figures} · {_calls(calls)}" if figures else _calls(calls)


def _called(function: FunctionShare) -> str:
    parts = [] if function.calls is None else [_calls(function.calls)]
    parts += [] if function.own_ns is None else [f"own {duration(function.own_ns)}"]
    parts += [] if function.share is None else [f"{percent(function.share)} of the run"]
    return " · ".join(parts)


def _calls(calls: float) -> str:
    return f"{count(calls)}{SPACE}{'call' if calls == 1 else 'calls'}"


@lru_cache(maxsize=8192)
def _figures(
    share: float | None, total_ns: float | None, peak_bytes: float | None, held: tuple[float, Metric] | None
) -> str:
    parts = [] if share is None else [f"{percent(share)} of the run"]
    parts += [] if total_ns is None else [duration(total_ns)]
    parts += [] if peak_bytes is None else [f"peak {size(peak_bytes)}"]
    parts += [] if held is None else [f"{metric(*held)} {held[1].title.lower()}"]
    return " · ".join(parts)
