"""A file as it is asked about for timing: what can be called in it, what is said above each, what names there are."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Final

from heatline.analysis.asking.callables import Target, is_stand_in, targets
from heatline.analysis.asking.guard_calls import guards
from heatline.analysis.asking.names_in_code import given_names, global_names, local_names, needed_names
from heatline.analysis.asking.snippet_code import problem_with_code
from heatline.analysis.asking.timeit_comments import Comments, comments_above
from heatline.analysis.drift import source_lines
from heatline.analysis.outline import parsed
from heatline.analysis.selection import plain_name
from heatline.analysis.statements import Span

OWN: Final = "Python {}.{}".format(*sys.version_info)
MOST_NEAR: Final = 3
SIZE: Final = "n"
LIKENESS: Final = 0.6  # difflib's ratio


class CannotTime(Exception):
    """Its message is one sentence with the next step; ``line`` is that of the comment that it is about, or 0."""

    def __init__(self, text: str, line: int = 0) -> None:
        super().__init__(f"Line {line}: {text}" if line else text)
        self.line = line
        self.text = text


@dataclass(frozen=True)
class TimedFile:
    """``text`` has LF at its lines' ends and no byte order mark; ``name`` is the file's."""

    name: str
    text: str
    lines: tuple[str, ...]
    module: ast.Module
    targets: tuple[Target, ...]

    def comments(self, target: Target) -> Comments:
        """What stands above ``target``."""
        return comments_above(self.lines, target.line, target.node.lineno)

    def target(self, name: str) -> Target:
        """The one that ``name`` says, with ``.<locals>`` or without; of several the one that counts, as the last."""
        named = [each for each in self.targets if name in (each.name, plain_name(each.name))]
        named = [each for each in named if not is_stand_in(each)] or named
        if named:
            return named[-1]
        near = get_close_matches(name, [plain_name(each.name) for each in self.targets], MOST_NEAR, LIKENESS)
        advice = f"{' or '.join(near)} was probably meant" if near else "choose one that it has, or another file"
        raise CannotTime(f"{self.name} has no function {name}: {advice}.")

    def target_around(self, lines: Span) -> Target | None:
        """The innermost one that ``lines`` are in, with the comments directly above it; a class only by its head."""
        found = [each for each in self.targets if self._begins(each) <= lines[0] and lines[1] <= each.end_line]
        functions = [each for each in found if each.kind != "class"]
        heads = [each for each in found if each.kind == "class" and lines[1] < each.node.body[0].lineno]
        return max((*functions, *heads), key=lambda each: each.line, default=None)

    @cached_property
    def names(self) -> frozenset[str]:
        """What code in the module can name, as far as that is told by its text, without what only the guard binds."""
        guarded = guards(self.module)
        given = given_names([each for each in self.module.body if each not in guarded])
        said = global_names(self.module) if "global " in self.text else frozenset()
        return given | said | frozenset(dir(builtins))

    @cached_property
    def guard_names(self) -> frozenset[str]:
        """Those that only the guard binds."""
        return given_names([each for guard in guards(self.module) for each in guard.body]) - self.names

    @cached_property
    def knows_all_names(self) -> bool:
        """Whether its names are all there are: nothing is imported by a star."""
        stars = (node for node in self.module.body if isinstance(node, ast.ImportFrom))
        return all(alias.name != "*" for node in stars for alias in node.names)

    def local_to(self, lines: Span) -> dict[str, Target]:
        """The names that are local to the functions around ``lines``, and to which."""
        found: dict[str, Target] = {}
        inside = [each for each in self.targets if each.line <= lines[0] and lines[1] <= each.end_line]
        for target in sorted(inside, key=lambda each: each.line):
            if target.kind != "class" or target is max(inside, key=lambda each: each.line):
                found.update(dict.fromkeys(local_names(target.node), target))
        return found

    def _begins(self, target: Target) -> int:
        line = target.line
        while line > 1 and self.lines[line - 2].lstrip().startswith("#"):
            line -= 1
        return line


def timed_file(path: str, text: str) -> TimedFile:
    """What ``text``, the file at ``path``, has."""
    lines = source_lines(text)
    joined, name = "\n".join(lines), path.replace("\\", "/").rpartition("/")[2]
    module = parsed(joined)
    if module is None:
        why = problem_with_code(joined) or "it is nested too deeply"
        raise CannotTime(f"{name} cannot be read as {OWN}, Heatline's own ({why}): mend its syntax first.")
    return TimedFile(name, joined, lines, module, targets(module))


def check_names(file: TimedFile, code: str, given: Iterable[str], line: int = 0) -> None:
    """CannotTime where ``code`` names something that is not there and that can be told; ``given`` is what else is.

    ``line`` is that of the comment that says it, or 0.
    """
    missing = sorted(needed_names(code) - file.names - set(given))
    for name in missing:
        if name in file.guard_names:
            advice = f"give it a value in a setup (`# timeit setup: {name} = …`)."
            raise CannotTime(f"{name} is set under the guard, which is not run for this: {advice}", line)
        near = get_close_matches(name, _callable_names(file, given), 1, LIKENESS)
        if near and file.knows_all_names:
            raise CannotTime(f"{file.name} has no {name}: {near[0]} was probably meant.", line)


def _callable_names(file: TimedFile, given: Iterable[str]) -> Sequence[str]:
    own = file.names - frozenset(dir(builtins))
    return sorted({*own, *given})
