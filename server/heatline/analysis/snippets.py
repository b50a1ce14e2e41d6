"""From what a user points at to the rows that are timed: a function by its comments, or a piece of code."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import Final

from heatline.analysis.callables import Target, candidates, placeholder
from heatline.analysis.page import CannotTime, Page, read_page
from heatline.analysis.selected_rows import (
    all_guard_rows,
    chosen_targets,
    lines_rows,
    selection_rows,
    typed_rows,
)
from heatline.analysis.target_calls import Call, Wish, target_calls
from heatline.analysis.target_rows import target_rows
from heatline.analysis.timeit_comments import Problem, hinted_lines, stray_problem
from heatline.protocol import Lines, Question, Refused, TimeitChoices
from heatline_runner.request import Row, Snippets

LIMIT_S: Final = 10.0


@dataclass(frozen=True)
class Asking:
    """What is to be timed and how, as protocol.TimeitParams says it.

    ``compare``: with what the comments say, else with the likeliest; ``commented``: with what they say, if they do.
    """

    function: str | None = None
    lines: Lines | None = None
    code: str | None = None
    calls: tuple[str, ...] = ()
    setup: str | None = None
    versus: str | None = None
    sizes: str | None = None
    compare: bool = False
    commented: bool = False
    limit_s: float = LIMIT_S


@dataclass(frozen=True)
class Suite:
    """What the comments of a file ask for, and what is wrong with some of them."""

    snippets: Snippets
    problems: tuple[Problem, ...]


def asked_snippets(path: str, text: str, asking: Asking) -> Snippets | Question | Refused:
    """The rows that ``asking`` is about in ``text``, the file at the real ``path``."""
    try:
        rows = _rows(read_page(path, text), asking)
    except CannotTime as problem:
        return Refused("refused", str(problem))
    return rows if isinstance(rows, Question) else Snippets(path, rows, asking.limit_s)


def timeit_choices(path: str, text: str, asking: Asking) -> TimeitChoices | Refused:
    """How the function that ``asking`` is about can be timed, but for the files that drive it."""
    try:
        page = read_page(path, text)
        target = _target(page, asking)
        if target is None:
            raise CannotTime(f"There is no function there in {page.name}: choose a line in one.")
        calls = target_calls(page, target, Wish(calls=asking.calls, setup=asking.setup))
    except CannotTime as problem:
        return Refused("refused", str(problem))
    return TimeitChoices(
        kind="choices",
        function=target.name,
        lines=Lines(target.line, target.end_line),
        call=placeholder(target, page.targets),
        calls=tuple(each.shown for each in calls),
        asked=calls[0].asked if calls else "",
        candidates=candidates(target, page.targets),
        drivers=(),
        versus=tuple(each.text for each in page.comments(target).of("versus")),
    )


def suite(path: str, text: str, limit_s: float = LIMIT_S, *, doctests: bool = False) -> Suite | Refused:
    """All that the comments of ``text`` ask for; with ``doctests`` also the examples of what has no comment."""
    try:
        page = read_page(path, text)
    except CannotTime as problem:
        return Refused("refused", str(problem))
    rows: list[Row] = []
    problems: list[Problem] = []
    for target in page.targets:
        comments = page.comments(target)
        if not comments.said and not comments.problems and not (doctests and _has_examples(page, target)):
            continue
        try:
            found = target_rows(page, target, Wish(commented=True))
        except CannotTime as problem:
            problems.append(Problem(problem.line or _line(page, target), problem.text))
            continue
        if isinstance(found, Question):
            problems.append(Problem(_line(page, target), found.text))
        else:
            rows += found
    return Suite(Snippets(path, tuple(rows), limit_s), tuple(problems))


def comment_problems(text: str) -> tuple[tuple[int, str], ...]:
    """The lines of comments about timing that cannot be understood, and what is wrong with each."""
    lines = text.split("\n")
    if not hinted_lines(lines):
        return ()
    try:
        page = read_page("this file", text)
    except CannotTime:
        return ()
    said = {target: page.comments(target) for target in page.targets}
    found = {problem.line: problem.text for comments in said.values() for problem in comments.problems}
    attached = {comment.line for comments in said.values() for comment in comments.said} | set(found)
    for target, comments in said.items():
        wrong = _wrong(page, target) if comments.said and not comments.problems else None
        if wrong is not None:
            found[wrong.line or _line(page, target)] = wrong.text
    alone = [line for line in hinted_lines(page.lines) if line not in attached]
    stray = [problem for line in alone if (problem := stray_problem(page.lines[line - 1], line)) is not None]
    inside = _string_lines(page) if stray else set()
    found.update({problem.line: problem.text for problem in stray if problem.line not in inside})
    return tuple((line, found[line]) for line in sorted(found))


def _rows(page: Page, asking: Asking) -> tuple[Row, ...] | Question:
    wish = Wish(asking.calls, asking.setup, asking.versus, asking.sizes, asking.compare, asking.commented)
    target = _target(page, asking)
    if target is not None:
        chosen = _chosen(page, asking)
        if len(chosen) == 2 and wish.versus is None:
            wish = replace(wish, versus=chosen[1].name if chosen[1].kind != "method" else chosen[1].short)
        return target_rows(page, target, wish)
    span = _span(asking.lines)
    if asking.code is not None and asking.code.strip():
        return selection_rows(page, asking.code, span or (1, 1), wish)
    if asking.calls:
        return typed_rows(page, wish)
    return lines_rows(page, span, wish) if span is not None else _all_rows(page, wish)


def _target(page: Page, asking: Asking) -> Target | None:
    """The function that is meant, if it is one."""
    if asking.function:
        return page.target(asking.function)
    span = _span(asking.lines)
    if asking.code is not None and asking.code.strip():
        chosen = _chosen(page, asking)
        if len(chosen) > 2:
            raise CannotTime(f"{len(chosen)} functions are selected: select one to time it, or two to compare them.")
        return chosen[0] if chosen else None
    return page.target_around(span) if span is not None else None


def _chosen(page: Page, asking: Asking) -> tuple[Target, ...]:
    span = _span(asking.lines)
    return chosen_targets(page, asking.code, span) if asking.code is not None and span is not None else ()


def _line(page: Page, target: Target) -> int:
    """That of the first comment above ``target``, else its own."""
    return next((each.line for each in page.comments(target).said), target.line)


def _wrong(page: Page, target: Target) -> CannotTime | None:
    """What is wrong with the comments of ``target`` together."""
    try:
        target_rows(page, target, Wish(commented=True))
    except CannotTime as problem:
        return problem
    return None


def _span(lines: Lines | None) -> tuple[int, int] | None:
    return (min(lines.first, lines.last), max(lines.first, lines.last)) if lines is not None else None


def _all_rows(page: Page, wish: Wish) -> tuple[Row, ...]:
    """All that the comments of the page ask for, or else the guard's calls."""
    rows: list[Row] = []
    for target in page.targets:
        if page.comments(target).said:
            found = target_rows(page, target, replace(wish, commented=True))
            rows += () if isinstance(found, Question) else found
    found_rows = tuple(rows) or all_guard_rows(page, wish)
    if not found_rows:
        raise CannotTime(
            f"Nothing in {page.name} says what to time: choose a function, or write `# timeit: …` above one."
        )
    return found_rows


def _has_examples(page: Page, target: Target) -> bool:
    return not target.nested and not target.guarded and any(each.asked == "doctest" for each in _calls(page, target))


def _calls(page: Page, target: Target) -> tuple[Call, ...]:
    try:
        return target_calls(page, target, Wish())
    except CannotTime:
        return ()


def _string_lines(page: Page) -> set[int]:
    """The lines inside texts that go over several, where what looks like a comment is none."""
    texts = (node for node in ast.walk(page.module) if isinstance(node, ast.Constant | ast.JoinedStr))
    return {line for node in texts for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}
