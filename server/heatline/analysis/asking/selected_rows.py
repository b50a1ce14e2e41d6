"""What a selection, a cursor or a typed piece of code is timed as, where it is not about one function."""

from __future__ import annotations

import ast
import textwrap

from heatline.analysis.asking.callables import Target, candidates
from heatline.analysis.asking.guard_calls import guard_calls, guards, setup_before
from heatline.analysis.asking.names_in_code import Definition, needed_names
from heatline.analysis.asking.snippet_code import problem_with_code, runnable, shortened
from heatline.analysis.asking.target_calls import Call, Wish, check_size, given_by, steps, typed_call
from heatline.analysis.asking.timed_file import SIZE, CannotTime, TimedFile, check_names
from heatline.analysis.asking.versus import Other, other_call
from heatline.analysis.outline import parsed
from heatline.analysis.selection import plain_name
from heatline.analysis.statements import Span
from heatline_runner.request import Row

NOWHERE = (0, 0)


def chosen_targets(file: TimedFile, code: str, lines: Span) -> tuple[Target, ...]:
    """The functions that a selection is made of, where it is made of nothing else."""
    tree = parsed(textwrap.dedent(code))
    if tree is None or not tree.body or not all(isinstance(each, Definition) for each in tree.body):
        return ()
    within = [each for each in file.targets if lines[0] <= each.node.lineno and each.end_line <= lines[1]]
    outer = [each for each in within if not any(each.around[-1:] == (other.node,) for other in within)]
    return tuple(outer) if len(outer) == len(tree.body) else ()


def selection_rows(file: TimedFile, code: str, lines: Span, wish: Wish) -> tuple[Row, ...]:
    """``code``, selected on ``lines``, as one row."""
    indent = file.lines[lines[0] - 1] if 0 < lines[0] <= len(file.lines) else ""
    found = runnable(code, indent[: len(indent) - len(indent.lstrip())])
    if found is None:
        dedented = textwrap.dedent(code.strip("\n")).strip()
        raise CannotTime(f"The selection is not Python: {problem_with_code(dedented) or 'there is no code in it'}.")
    call = Call(found, _setup(file, lines, wish), wish.sizes or "", max(lines[0], 1), "selection")
    return (_row(file, call, lines, wish),)


def typed_rows(file: TimedFile, wish: Wish) -> tuple[Row, ...]:
    """What was typed, about no function: each as one row."""
    calls = [typed_call(each, 1, wish.setup or "") for each in wish.calls]
    sized = [Call(each.code, each.setup, wish.sizes or each.sizes, 1, "given") for each in calls]
    return tuple(_row(file, each, NOWHERE, wish) for each in sized)


def lines_rows(file: TimedFile, lines: Span, wish: Wish) -> tuple[Row, ...]:
    """What stands on ``lines``, which are in no function: the guard's calls, or statements of the module."""
    for guard in guards(file.module):
        if guard.lineno <= lines[1] and lines[0] <= (guard.end_lineno or guard.lineno):
            rows = _guard_rows(file, guard, lines, wish)
            if rows:
                return rows
    touched = [each for each in _statements(file.module) if each.lineno <= lines[1] and lines[0] <= _end(each)]
    if not touched:
        where = f"line {lines[0]}" if lines[0] == lines[1] else f"lines {lines[0]} to {lines[1]}"
        raise CannotTime(
            f"There is no code on {where} of {file.name}: choose a line in a function, or select some code."
        )
    span = touched[0].lineno, _end(touched[-1])
    return selection_rows(file, "\n".join(file.lines[span[0] - 1 : span[1]]), span, wish)


def all_guard_rows(file: TimedFile, wish: Wish) -> tuple[Row, ...]:
    """All calls of the guard, if there is one."""
    return tuple(row for each in guards(file.module) for row in _guard_rows(file, each, (each.lineno,) * 2, wish))


def _guard_rows(file: TimedFile, guard: ast.If, lines: Span, wish: Wish) -> tuple[Row, ...]:
    found = guard_calls(file.text, guard, lines)
    calls = [Call(each.call, each.setup, wish.sizes or "", each.line, "guard") for each in found]
    return tuple(_row(file, each, (each.line, each.line), wish) for each in calls)


def _row(file: TimedFile, call: Call, lines: Span, wish: Wish) -> Row:
    _check_locals(file, call, lines)
    given = given_by(call.setup) | ({SIZE} if call.sizes else set())
    check_names(file, call.code, given)
    check_size(file, call)
    code, function = _other(file, call, wish)
    check_names(file, code, given)
    return Row(
        label=shortened(call.code),
        call=call.code,
        setup=call.setup,
        versus=code,
        sizes=steps(call.sizes),
        versus_function=function,
        line=call.line,
        asked=call.asked,
    )


def _other(file: TimedFile, call: Call, wish: Wish) -> tuple[str, str]:
    """The other side and its function; "" where there is none."""
    if wish.versus is None and not wish.compare:
        return "", ""
    called = next((each for each in file.targets if each.name in needed_names(call.code)), None)
    likeliest = candidates(called, file.targets) if called is not None else ()
    versus = wish.versus or (likeliest[0].name if likeliest else None)
    if versus is None:
        raise CannotTime(f"Say what to compare `{shortened(call.code)}` with: nothing in {file.name} is like it.")
    other = Other(typed_call(versus, 0, "").code)
    return other_call(file, called, call.code, other) if called is not None else (other.text, "")


def _setup(file: TimedFile, lines: Span, wish: Wish) -> str:
    """What is said above the functions around ``lines``, or done by the guard before them."""
    if wish.setup is not None:
        unfit = problem_with_code(wish.setup)
        if unfit is not None:
            raise CannotTime(f"The setup is not Python: {unfit}.")
        return wish.setup
    around = [each for each in file.targets if each.line <= lines[0] and lines[1] <= each.end_line]
    said = [file.comments(each).setup for each in around]
    for guard in guards(file.module):
        if guard.lineno < lines[0] and lines[1] <= _end(guard):
            said.append(setup_before(file.text, guard.body, lines[0]))
    setup = "\n".join(each for each in said if each)
    return setup if problem_with_code(setup) is None else ""


def _check_locals(file: TimedFile, call: Call, lines: Span) -> None:
    local = file.local_to(lines)
    names = sorted((needed_names(call.code) & local.keys()) - given_by(call.setup) - ({SIZE} if call.sizes else set()))
    if not names:
        return
    owner = plain_name(local[names[0]].name)
    shown = " and ".join(f"`{name}`" for name in names)
    are = f"{shown} is a local" if len(names) == 1 else f"{shown} are locals"
    example = f"`# timeit setup: {names[0]} = …` above {owner}"
    raise CannotTime(f"{are} of {owner}: select more, or give it a value in a setup ({example}).")


def _statements(module: ast.Module) -> list[ast.stmt]:
    """The module's own, and in place of a guard or a class those that stand in it; no text by itself."""
    found: list[ast.stmt] = []
    for each in module.body:
        opened = isinstance(each, ast.ClassDef) or each in guards(module)
        found += each.body if opened and isinstance(each, ast.ClassDef | ast.If) else [each]
    return [each for each in found if not (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))]


def _end(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno
