"""From what a user points at to the rows that are timed: a function by its comments, or a piece of code."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace
from typing import Final

from heatline.analysis.asking.callables import Target, candidates, placeholder
from heatline.analysis.asking.selected_rows import (
    all_guard_rows,
    chosen_targets,
    lines_rows,
    selection_rows,
    typed_rows,
)
from heatline.analysis.asking.target_calls import Call, Wish, target_calls
from heatline.analysis.asking.target_rows import target_rows
from heatline.analysis.asking.timed_file import CannotTime, TimedFile, timed_file
from heatline.analysis.asking.timeit_comments import Problem, hinted_lines, stray_problem
from heatline.protocol import Lines, Question, Refused, TimeitChoices
from heatline_runner.request import Row, Snippets

LIMIT_S: Final = 10.0


@dataclass(frozen=True)
class Asking:
    """What is to be timed, as protocol.TimeitParams says it: a function, else code or lines, else all there is."""

    function: str | None = None
    lines: Lines | None = None
    code: str | None = None
    wish: Wish = field(default_factory=Wish)
    limit_s: float = LIMIT_S


@dataclass(frozen=True)
class Suite:
    """What the comments of a file ask for, and what is wrong with some of them."""

    snippets: Snippets
    problems: tuple[Problem, ...]


def asked_snippets(path: str, text: str, asking: Asking) -> Snippets | Question | Refused:
    """The rows that ``asking`` is about in ``text``, the file at the real ``path``."""
    try:
        rows = _rows(timed_file(path, text), asking)
    except CannotTime as problem:
        return Refused("refused", str(problem))
    return rows if isinstance(rows, Question) else Snippets(path, rows, asking.limit_s)


def timeit_choices(path: str, text: str, asking: Asking) -> TimeitChoices | Refused:
    """How the function that ``asking`` is about can be timed, but for the files that drive it."""
    try:
        file = timed_file(path, text)
        target = _target(file, asking)
        if target is None:
            raise CannotTime(f"There is no function there in {file.name}: choose a line in one.")
        calls = target_calls(file, target, asking.wish)
    except CannotTime as problem:
        return Refused("refused", str(problem))
    return TimeitChoices(
        kind="choices",
        function=target.name,
        lines=Lines(target.line, target.end_line),
        call=placeholder(target, file.targets),
        calls=tuple(each.shown for each in calls),
        asked=calls[0].asked if calls else "",
        candidates=candidates(target, file.targets),
        drivers=(),
        versus=tuple(each.text for each in file.comments(target).of("versus")),
    )


def suite(path: str, text: str, limit_s: float = LIMIT_S, *, doctests: bool = False) -> Suite | Refused:
    """All that the comments of ``text`` ask for; with ``doctests`` also the examples of what has no comment."""
    try:
        file = timed_file(path, text)
    except CannotTime as problem:
        return Refused("refused", str(problem))
    rows: list[Row] = []
    problems: list[Problem] = []
    for target in file.targets:
        comments = file.comments(target)
        if not comments.said and not comments.problems and not (doctests and _has_examples(file, target)):
            continue
        try:
            found = target_rows(file, target, Wish(commented=True))
        except CannotTime as problem:
            problems.append(Problem(problem.line or _line(file, target), problem.text))
            continue
        if isinstance(found, Question):
            problems.append(Problem(_line(file, target), found.text))
        else:
            rows += found
    return Suite(Snippets(path, tuple(rows), limit_s), tuple(problems))


def comment_problems(text: str) -> tuple[tuple[int, str], ...]:
    """The lines of comments about timing that cannot be understood, and what is wrong with each."""
    lines = text.split("\n")
    if not hinted_lines(lines):
        return ()
    try:
        file = timed_file("this file", text)
    except CannotTime:
        return ()
    said = {target: file.comments(target) for target in file.targets}
    found = {problem.line: problem.text for comments in said.values() for problem in comments.problems}
    attached = {comment.line for comments in said.values() for comment in comments.said} | set(found)
    for target, comments in said.items():
        wrong = _wrong(file, target) if comments.said and not comments.problems else None
        if wrong is not None:
            found[wrong.line or _line(file, target)] = wrong.text
    alone = [line for line in hinted_lines(file.lines) if line not in attached]
    stray = [problem for line in alone if (problem := stray_problem(file.lines[line - 1], line)) is not None]
    inside = _string_lines(file) if stray else set()
    found.update({problem.line: problem.text for problem in stray if problem.line not in inside})
    return tuple((line, found[line]) for line in sorted(found))


def _rows(file: TimedFile, asking: Asking) -> tuple[Row, ...] | Question:
    wish, target = asking.wish, _target(file, asking)
    if target is not None:
        chosen = _chosen(file, asking)
        if len(chosen) == 2 and wish.versus is None:
            wish = replace(wish, versus=chosen[1].name if chosen[1].kind != "method" else chosen[1].short)
        return target_rows(file, target, wish)
    span = _span(asking.lines)
    if asking.code is not None and asking.code.strip():
        return selection_rows(file, asking.code, span or (1, 1), wish)
    if wish.calls:
        return typed_rows(file, wish)
    return lines_rows(file, span, wish) if span is not None else _all_rows(file, wish)


def _target(file: TimedFile, asking: Asking) -> Target | None:
    """The function that is meant, if it is one."""
    if asking.function:
        return file.target(asking.function)
    span = _span(asking.lines)
    if asking.code is not None and asking.code.strip():
        chosen = _chosen(file, asking)
        if len(chosen) > 2:
            raise CannotTime(f"{len(chosen)} functions are selected: select one to time it, or two to compare them.")
        return chosen[0] if chosen else None
    return file.target_around(span) if span is not None else None


def _chosen(file: TimedFile, asking: Asking) -> tuple[Target, ...]:
    span = _span(asking.lines)
    return chosen_targets(file, asking.code, span) if asking.code is not None and span is not None else ()


def _line(file: TimedFile, target: Target) -> int:
    """That of the first comment above ``target``, else its own."""
    return next((each.line for each in file.comments(target).said), target.line)


def _wrong(file: TimedFile, target: Target) -> CannotTime | None:
    """What is wrong with the comments of ``target`` together."""
    try:
        target_rows(file, target, Wish(commented=True))
    except CannotTime as problem:
        return problem
    return None


def _span(lines: Lines | None) -> tuple[int, int] | None:
    return (min(lines.first, lines.last), max(lines.first, lines.last)) if lines is not None else None


def _all_rows(file: TimedFile, wish: Wish) -> tuple[Row, ...]:
    """All that the comments of the file ask for, or else the guard's calls."""
    rows: list[Row] = []
    for target in file.targets:
        if file.comments(target).said:
            found = target_rows(file, target, replace(wish, commented=True))
            rows += () if isinstance(found, Question) else found
    found_rows = tuple(rows) or all_guard_rows(file, wish)
    if not found_rows:
        raise CannotTime(
            f"Nothing in {file.name} says what to time: choose a function, or write `# timeit: …` above one."
        )
    return found_rows


def _has_examples(file: TimedFile, target: Target) -> bool:
    return not target.nested and not target.guarded and any(each.asked == "doctest" for each in _calls(file, target))


def _calls(file: TimedFile, target: Target) -> tuple[Call, ...]:
    try:
        return target_calls(file, target, Wish())
    except CannotTime:
        return ()


def _string_lines(file: TimedFile) -> set[int]:
    """The lines inside texts that go over several, where what looks like a comment is none."""
    texts = (node for node in ast.walk(file.module) if isinstance(node, ast.Constant | ast.JoinedStr))
    return {line for node in texts for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
