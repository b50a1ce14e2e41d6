"""What can be done about the lines that are selected: what the lenses there do, and profiling that part alone.

They are source actions: editors list those when asked, and put no light bulb beside every line for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lsprotocol.types import CodeAction, CodeActionContext, CodeActionTriggerKind, CodeLens, Command, Range

from heatline.analysis.outline import Outline
from heatline.analysis.selection import MODULE, plain_name
from heatline.analysis.statements import Span
from heatline.render.lenses import LensCommands
from heatline.render.program_text import plain_line
from heatline_runner.model import Scope

KIND: Final = "source.heatline"
WIDTH: Final = 60


def is_asked_for(context: CodeActionContext) -> bool:
    """Whether somebody asks for source actions, rather than an editor at every move of the cursor."""
    if context.trigger_kind == CodeActionTriggerKind.Automatic:
        return False
    return context.only is None or any(not kind or f"{KIND}.".startswith(f"{kind}.") for kind in context.only)


def selected_lines(selected: Range) -> Span:
    """The lines of a selection, or that of the cursor, 1-based; one that a selection only reaches is none of them."""
    start, end = selected.start, selected.end
    reaches = end.character == 0 and end.line > start.line
    return start.line + 1, end.line if reaches else end.line + 1


def lens_commands(lenses: Sequence[CodeLens], lines: Span) -> list[Command]:
    """The commands of the lenses that stand on ``lines``."""
    first, last = lines
    here = (lens.command for lens in lenses if first <= lens.range.start.line + 1 <= last)
    return [command for command in here if command is not None and command.command]


def part_commands(scope: Scope, outline: Outline, commands: LensCommands) -> list[Command]:
    """The ways to profile ``scope`` alone: ``Profile time of this function (sum_of_diffs)``."""
    part, arguments = _part(scope, outline), list(commands.arguments)
    return [Command(f"{title} of {part}", command, arguments=arguments) for title, command in commands.profile]


def as_actions(commands: Sequence[Command]) -> list[CodeAction]:
    """Each command as an action."""
    return [CodeAction(command.title, KIND, command=command) for command in commands]


def _part(scope: Scope, outline: Outline) -> str:
    if scope.name == MODULE:
        return "the module level"
    if not scope.name:
        return "the selection"
    is_class = any(each.is_class for each in outline.definitions if each.name == scope.name)
    return f"this {'class' if is_class else 'function'} ({plain_line(plain_name(scope.name), WIDTH)})"
