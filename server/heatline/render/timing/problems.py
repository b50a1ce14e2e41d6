"""What is wrong with the comments that say what to time, as an editor's problems."""

from __future__ import annotations

from lsprotocol.types import Diagnostic, DiagnosticSeverity, Position, Range

from heatline.analysis.asking.snippets import comment_problems
from heatline.analysis.drift import source_lines


def timing_problems(text: str) -> list[Diagnostic]:
    """One for each comment of ``text`` that cannot be understood, over its whole line."""
    problems = comment_problems(text)
    lines = source_lines(text) if problems else ()
    return [_problem(line, lines[line - 1], said) for line, said in problems if line <= len(lines)]


def _problem(line: int, text: str, said: str) -> Diagnostic:
    """From the comment's sign on, to the line's end, which is what any column beyond it stands for."""
    begin = len(text) - len(text.lstrip())
    place = Range(Position(line - 1, begin), Position(line - 1, len(text.encode("utf-8", "replace"))))
    return Diagnostic(place, said, severity=DiagnosticSeverity.Warning, source="heatline")
