"""The other side of a comparison: the same call of another function, or a call of its own."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from heatline.analysis.asking.callables import Target, is_stand_in, parameters, placeholder, takes
from heatline.analysis.asking.names_in_code import needed_names
from heatline.analysis.asking.timed_file import LIKENESS, CannotTime, TimedFile
from heatline.analysis.outline import parsed


@dataclass(frozen=True)
class Other:
    """What a comparison is with: a function's name, or a whole call; ``line`` is that of the comment, or 0."""

    text: str
    line: int = 0

    @property
    def is_name(self) -> bool:
        """Whether it can take the function's place in a call: a name, or a lambda."""
        tree = parsed(self.text)
        only = tree.body[0] if tree is not None and len(tree.body) == 1 else None
        return only is not None and (_is_lambda(only) or _dotted(only) is not None)

    @property
    def in_call(self) -> str:
        """As it stands before the arguments."""
        tree = parsed(self.text)
        return f"({self.text})" if tree is not None and any(map(_is_lambda, tree.body)) else self.text


def other_call(file: TimedFile, target: Target, call: str, other: Other) -> tuple[str, str]:
    """``call`` of ``target`` as one of ``other``, and the qualified name of that function, "" where it is not here."""
    if not other.is_name:
        return other.text, _called(file, other.text, target)
    found = other_function(file, target, other)
    sibling = found is None or found.around[-1:] == target.around[-1:]
    new = found.name if found is not None and not sibling else other.in_call
    renamed = _renamed(call, target, new) if sibling or target.kind != "method" else None
    if renamed is None:
        advice = f"say how to call both, as in `# versus: {other.text}(…)`."
        raise CannotTime(f"`{call}` cannot be made a call of {other.text} by its name: {advice}", other.line)
    if found is not None:
        _check_parameters(file, target, found, (renamed, other))
    return renamed, found.name if found is not None else ""


def other_function(file: TimedFile, target: Target, other: Other) -> Target | None:
    """The function that the name ``other`` is of; None where it is of another file. CannotTime where there is none."""
    if other.text in (target.name, target.short):
        raise CannotTime(f"{target.name} is compared with itself: name another function.", other.line)
    found = _named(file, target, other) if other.in_call == other.text else None
    if found is not None and target.kind in ("method", "property") and "." in other.text:
        owner, _, name = other.text.rpartition(".")
        setup = f"`# timeit setup: other = {owner}()` and `# versus: other.{name}(…)`"
        raise CannotTime(f"{other.text} needs an instance: write {setup}.", other.line)
    return found


def base_of(file: TimedFile, target: Target, other: Other) -> str | None:
    """The call of ``target`` that the whole call ``other`` is the other side of; None where it cannot be told."""
    called = _called(file, other.text, target)
    found = next((each for each in file.targets if each.name == called), None)
    if found is None or found.name == target.name:
        return None
    base = _renamed(other.text, found, target.name if target.kind != "method" else target.short)
    return base if base is not None and all(_fit(file, target, base)) else None


def _is_lambda(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Lambda)


def _dotted(statement: ast.stmt) -> str | None:
    node = statement.value if isinstance(statement, ast.Expr) else None
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _named(file: TimedFile, target: Target, other: Other) -> Target | None:
    """The function of this text that is meant; None where the name is imported or bound in another way."""
    names = [other.text]
    if target.kind in ("method", "property", "static", "class_method") and "." not in other.text:
        names.insert(0, f"{target.name.rpartition('.')[0]}.{other.text}")
    for name in names:
        found = [each for each in file.targets if each.name == name and not is_stand_in(each)]
        if found:
            return found[-1]
    nested = next((each for each in file.targets if each.nested and each.short == other.text), None)
    if nested is not None and other.text not in file.names:
        around = nested.around[0].name
        text = f"{other.text} is defined inside {around}, so it cannot be called from outside: name another function."
        raise CannotTime(text, other.line)
    if other.text.partition(".")[0] in file.names or not file.knows_all_names:
        return None
    if target.kind in ("method", "property") and "." in other.text:
        return None  # of an instance that a setup makes
    near = get_close_matches(other.text, _names_near(file, target), 1, LIKENESS)
    advice = (
        f"{near[0]} was probably meant" if near else "name one that it has, or write a call, as in `# versus: f(…)`"
    )
    raise CannotTime(f"{file.name} has no {other.text}: {advice}.", other.line)


def _names_near(file: TimedFile, target: Target) -> list[str]:
    return [name for each in file.targets if each is not target for name in (each.name, each.short)]


def _called(file: TimedFile, code: str, target: Target) -> str:
    """The function of this text that ``code`` calls: another than ``target`` if there is one, "" if there is none."""
    names = needed_names(code)
    own = [each for each in file.targets if each.name in names and each.kind != "class"]
    if target.kind in ("method", "property"):
        tree = parsed(code)
        used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)} if tree is not None else set()
        own += [each for each in file.targets if each.kind == target.kind and each.short in used]
    found = sorted(own, key=lambda each: each.name == target.name)
    return found[0].name if found else ""


def _renamed(call: str, target: Target, new: str) -> str | None:
    """``call`` with ``new`` where it names ``target``; None where it does not."""
    tree = parsed(call)
    if tree is None:
        return None
    spans = [span for node in ast.walk(tree) if (span := _name_span(node, target, new)) is not None]
    if not spans:
        return None
    lines = [line.encode() for line in call.split("\n")]
    for line, first, last in sorted(spans, reverse=True):
        lines[line - 1] = lines[line - 1][:first] + new.encode() + lines[line - 1][last:]
    return b"\n".join(lines).decode()


def _name_span(node: ast.AST, target: Target, new: str) -> tuple[int, int, int] | None:
    """The line and the columns, in bytes, of what is replaced: of a method the name alone, or all before it too."""
    if target.kind in ("function", "class"):
        named = isinstance(node, ast.Name) and node.id == target.name
    else:
        named = isinstance(node, ast.Attribute) and node.attr == target.short
    if not named or not isinstance(node, ast.Name | ast.Attribute) or node.lineno != node.end_lineno:
        return None
    end = node.end_col_offset or 0
    alone = isinstance(node, ast.Attribute) and new.isidentifier() and target.kind in ("method", "property")
    return node.lineno, end - len(target.short.encode()) if alone else node.col_offset, end


def _check_parameters(file: TimedFile, target: Target, found: Target, said: tuple[str, Other]) -> None:
    renamed, other = said
    if all(_fit(file, found, renamed)):
        return
    ours, theirs = (_signature(file, each) for each in (target, found))
    advice = f"say how to call both, as in `# versus: {placeholder(found, file.targets)}`."
    raise CannotTime(f"{target.name} takes {ours}, {found.name} takes {theirs}: {advice}", other.line)


def _fit(file: TimedFile, target: Target, code: str) -> Iterator[bool]:
    """Whether each call of ``target`` in ``code`` gives what it takes."""
    needed, tree = parameters(target, file.targets), parsed(code)
    for node in ast.walk(tree) if tree is not None and needed is not None else ():
        if isinstance(node, ast.Call) and needed is not None and _name_span(node.func, target, "") is not None:
            yield takes(needed, node)


def _signature(file: TimedFile, target: Target) -> str:
    needed = parameters(target, file.targets)
    names: Sequence[str] = (*needed.positional, *needed.by_keyword) if needed is not None else ()
    return f"({', '.join(names)})" if names else "nothing"
