"""What a debugger is to time in its paused frame: a selection or a line, as code that runs by itself there."""

from __future__ import annotations

import ast
import re
import textwrap
from dataclasses import dataclass
from typing import Final

from heatline.analysis.asking.snippet_code import problem_with_code, runnable, shortened
from heatline.analysis.outline import Outline, parsed

WAITS: Final = (ast.Await, ast.AsyncFor, ast.AsyncWith)
WORDS: Final = re.compile(r"\b(?:await|async)\b")


@dataclass(frozen=True)
class PausedCode:
    """``code`` as it is timed; ``owner``: the class around it, "" where there is none, whose private names it uses."""

    code: str
    owner: str


def paused_code(selected: str, indent: str, outline: Outline | None, line: int) -> PausedCode | str:
    """What is timed of ``selected``, which begins on ``line`` after ``indent``; else, in a sentence, why nothing is."""
    if _waits(selected):
        return (
            "A paused program cannot await anything, since its event loop stands still: "
            "select an expression without await, or time the function by itself."
        )
    code = runnable(selected, indent)
    if code is None:
        dedented = textwrap.dedent(selected.strip("\n")).strip()
        return f"The selection is not Python: {problem_with_code(dedented) or 'there is no code in it'}."
    return PausedCode(code, "" if outline is None else _class_around(outline, line))


def paused_label(code: str) -> str:
    """What it is called."""
    return shortened(code)


def _waits(selected: str) -> bool:
    """Whether it awaits anything; what cannot be read by itself, as the head of a loop, is gone by its words."""
    lines = textwrap.indent(textwrap.dedent(selected.strip("\n")).strip(), "    ")
    module = parsed(f"async def paused():\n{lines}\n")
    if module is None:
        return WORDS.search(selected) is not None
    return any(isinstance(node, WAITS) or getattr(node, "is_async", 0) for node in ast.walk(module.body[0]))


def _class_around(outline: Outline, line: int) -> str:
    around = [each for each in outline.definitions if each.is_class and each.line <= line <= each.end_line]
    return around[-1].name.rpartition(".")[2] if around else ""
