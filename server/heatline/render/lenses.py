"""The lenses above functions, and the one that starts a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lsprotocol.types import CodeLens, Command, Position, Range

from heatline.analysis.figures import Figures
from heatline.analysis.outline import Defined, Outline
from heatline.analysis.shares import FunctionShare
from heatline.render.numbers import SPACE, count, duration, percent


@dataclass(frozen=True)
class LensCommands:
    """The ids of the commands behind the lenses, with what they take; ``running``: the file's own run, to stop."""

    profile_time: str
    stop: str
    arguments: tuple[object, ...]
    running: str | None


def document_lenses(outline: Outline, figures: Figures | None, commands: LensCommands) -> list[CodeLens]:
    """``Profile time``, or ``Stop`` while it runs, where a run begins; above each measured function what it took."""
    lenses = [] if outline.entry_line is None else [_lens(outline.entry_line, _run_command(commands))]
    if figures is not None:
        lenses += [_lens(line, Command(title, "")) for line, title in _function_titles(outline, figures)]
    return lenses


def _lens(line: int, command: Command) -> CodeLens:
    return CodeLens(Range(Position(line - 1, 0), Position(line - 1, 0)), command)


def _run_command(commands: LensCommands) -> Command:
    if commands.running is not None:
        return Command("Stop", commands.stop, arguments=[{"run": commands.running}])
    return Command("Profile time", commands.profile_time, arguments=list(commands.arguments))


def _function_titles(outline: Outline, figures: Figures) -> Iterator[tuple[int, str]]:
    ran: dict[int, list[int]] = {}  # index of a function -> its lines that ran
    for line, rows in figures.file.lines.items():
        for row in rows:
            if row.hits:
                ran.setdefault(row.function.index, []).append(line)
    for defined, function in _measured(outline, figures):
        if lines := ran.get(function.index):
            yield defined.line, _title(defined, function, figures) if _as_measured(defined, lines, figures) else "Stale"


def _measured(outline: Outline, figures: Figures) -> Iterator[tuple[Defined, FunctionShare]]:
    """Each def with the function measured under its name; of several by one name, the nearest."""
    by_name: dict[str, list[Defined]] = {}
    for defined in outline.definitions:
        if not defined.is_class:
            by_name.setdefault(_plain(defined.name), []).append(defined)
    nearest: dict[Defined, tuple[int, FunctionShare]] = {}
    for function in figures.file.run.functions:
        named = by_name.get(_plain(function.row.name)) if function.row.path == figures.file.path else None
        if named:
            line = figures.drift.unchanged(function.row.line) or function.row.line
            defined = min(named, key=lambda each: abs(each.line - line))
            distance = abs(defined.line - line)
            if defined not in nearest or distance < nearest[defined][0]:
                nearest[defined] = (distance, function)
    return ((defined, nearest[defined][1]) for defined in outline.definitions if defined in nearest)


def _plain(name: str) -> str:
    return name.replace(".<locals>", "")


def _title(defined: Defined, function: FunctionShare, figures: Figures) -> str:
    parts = [] if function.share is None else [f"{percent(function.share)} of the run"]
    parts += [] if function.total_ns is None else [duration(function.total_ns)]
    calls = _calls(defined, function, figures)
    parts += [] if calls is None else [f"{count(calls)}{SPACE}{'call' if calls == 1 else 'calls'}"]
    return " · ".join(parts)


def _as_measured(defined: Defined, measured: list[int], figures: Figures) -> bool:
    """Whether the function is the one that was measured: its lines unchanged, and no code new among them."""
    if any(figures.drift.unchanged(line) is None for line in measured):
        return False
    kept = {
        line
        for block in figures.drift.blocks
        if not block.changed
        for line in range(max(block.new, defined.line), min(block.new + block.length, defined.end_line + 1))
    }
    inside = range(defined.line, defined.end_line + 1)
    texts = {line: figures.text[line - 1].strip() for line in inside if line not in kept}
    return all(not text or text.startswith("#") for text in texts.values())


def _calls(defined: Defined, function: FunctionShare, figures: Figures) -> float | None:
    """How often it was called, where that is certain: counted as such, or by a line that runs once per call."""
    if (calls := function.row.values.get("calls")) is not None:
        return calls
    line = figures.lines.get(defined.call_line) if defined.call_line is not None else None
    rows = [row for row in line.rows if row.function is function] if line and line.state == "measured" else []
    return rows[0].hits if len(rows) == 1 else None
