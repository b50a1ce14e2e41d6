"""How a function is called when it is timed: as typed, as its comments or doctest examples say, or with nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from heatline.analysis.asking.callables import Target, mangled, parameters, placeholder, takes_nothing
from heatline.analysis.asking.doctest_calls import doctest_calls
from heatline.analysis.asking.names_in_code import given_names, needed_names
from heatline.analysis.asking.sizes import NoSizes, size_steps, split_sizes
from heatline.analysis.asking.snippet_code import problem_with_code, runnable, shortened
from heatline.analysis.asking.timed_file import SIZE, CannotTime, TimedFile, check_names
from heatline.analysis.asking.timeit_comments import Comment, Comments
from heatline.analysis.outline import parsed
from heatline.analysis.selection import plain_name
from heatline_runner.model import Asked


@dataclass(frozen=True)
class Wish:
    """How something is to be timed; None and () leave it to the comments.

    ``compare``: with the likeliest function where nothing else says with what; ``commented``: with what the comments
    say, if they do.
    """

    calls: tuple[str, ...] = ()
    setup: str | None = None
    versus: str | None = None
    sizes: str | None = None
    compare: bool = False
    commented: bool = False


@dataclass(frozen=True)
class Call:
    """One way to call it: ``sizes`` as in ``10..100`` or "", ``line`` where that is said."""

    code: str
    setup: str
    sizes: str
    line: int
    asked: Asked

    @property
    def shown(self) -> str:
        """As a comment says it."""
        return f"{self.code} for n in {self.sizes}" if self.sizes else self.code


def target_calls(file: TimedFile, target: Target, wish: Wish) -> tuple[Call, ...]:
    """How ``target`` is called; nothing where only a user can say."""
    _check_reach(file, target)
    comments = file.comments(target)
    setup = wish.setup if wish.setup is not None else comments.setup
    unfit = problem_with_code(setup) if wish.setup is not None else None
    if unfit is not None:
        raise CannotTime(f"The setup is not Python: {unfit}.")
    if wish.calls:
        return tuple(_typed(file, target, call, setup) for call in wish.calls)
    check_comments(comments)
    said = tuple(_said(file, comment, setup) for comment in comments.of("timeit"))
    return said or tuple(_examples(target, setup)) or tuple(_unasked(file, target, setup))


def typed_call(text: str, line: int, setup: str, asked: Asked = "given") -> Call:
    """What was typed as a call; CannotTime where it is not Python."""
    try:
        code, sizes = split_sizes(text)
    except NoSizes as problem:
        raise CannotTime(f"{problem}.") from None
    found = runnable(code)
    if found is None:
        unfit = problem_with_code(code.strip())
        raise CannotTime(
            f"`{shortened(text)}` is not Python: {unfit}." if unfit else "Nothing is written: write a call."
        )
    return Call(found, setup, sizes, line, asked)


def steps(sizes: str) -> tuple[int, ...]:
    """The sizes; () for ""."""
    try:
        return size_steps(sizes) if sizes else ()
    except NoSizes as problem:
        raise CannotTime(f"{problem}.") from None


def given_by(setup: str) -> frozenset[str]:
    """The names that ``setup`` gives."""
    tree = parsed(setup)
    return given_names(tree.body) if tree is not None else frozenset()


def check_values(file: TimedFile, target: Target, code: str, given: Set[str]) -> None:
    """CannotTime where a parameter of ``target`` still stands in ``code`` in place of a value."""
    needed = parameters(target, file.targets)
    names = (*needed.positional, *needed.by_keyword) if needed is not None else ()
    left = [name for name in names if name in needed_names(code) - file.names - given]
    if left and left != [SIZE]:
        raise CannotTime(f"`{shortened(code)}` has no value for {left[0]} yet: write one in its place.")


def check_size(file: TimedFile, call: Call) -> None:
    """CannotTime where a call over n has no n in it, or has one that nothing gives."""
    needs = SIZE in needed_names(call.code + "\n" + call.setup)
    if call.sizes and not needs:
        raise CannotTime(f"`{shortened(call.code)}` has no n in it: write n where its size goes.", _line(call))
    if needs and not call.sizes and SIZE not in file.names | given_by(call.setup):
        text = f"`{shortened(call.code)}` has an n of no size: add the sizes, as in `for n in 10..100_000`."
        raise CannotTime(text, _line(call))


def _check_reach(file: TimedFile, target: Target) -> None:
    if target.nested:
        outer = next(each for each in target.around if not isinstance(each, ast.ClassDef))
        around = next(each for each in file.targets if each.node is outer)
        raise CannotTime(
            f"{target.short} is defined inside {plain_name(around.name)}, so it cannot be called from outside: "
            f"time {plain_name(around.name)}, or move {target.short} out of it."
        )
    if target.guarded:
        raise CannotTime(
            f"{target.name} is defined under the guard, which is not run for this: move it above the guard."
        )


def check_comments(comments: Comments) -> None:
    if comments.problems:
        raise CannotTime(comments.problems[0].text, comments.problems[0].line)


def _typed(file: TimedFile, target: Target, text: str, setup: str) -> Call:
    call = typed_call(text, target.node.lineno, setup)
    given = given_by(setup) | ({SIZE} if call.sizes else set())
    check_values(file, target, call.code, given)
    check_names(file, call.code, given)
    if not _uses(target, f"{setup}\n{call.code}"):
        example = placeholder(target, file.targets)
        raise CannotTime(f"`{shortened(call.code)}` does not call {target.name}: write a call, as in `{example}`.")
    return call


def _uses(target: Target, code: str) -> bool:
    """Whether ``code`` names it; what Python calls by itself, as ``__init__``, need not be named."""
    if target.short.startswith("__") and target.short.endswith("__"):
        return True
    tree = parsed(code)
    named = {target.short, mangled(target)}
    return tree is None or any(
        (isinstance(node, ast.Name) and node.id in named) or (isinstance(node, ast.Attribute) and node.attr in named)
        for node in ast.walk(tree)
    )


def _said(file: TimedFile, comment: Comment, setup: str) -> Call:
    code, sizes = split_sizes(comment.text)
    call = Call(runnable(code) or code, setup, sizes, comment.line, "comment")
    check_names(file, call.code, given_by(setup) | {SIZE}, comment.line)
    return call


def _examples(target: Target, setup: str) -> Iterator[Call]:
    docstring = ast.get_docstring(target.node) or ""
    for example in doctest_calls(docstring, target.short):
        code = _joined(setup, example.setup)
        yield Call(example.call, code, "", target.node.lineno, "doctest")


def _unasked(file: TimedFile, target: Target, setup: str) -> Iterator[Call]:
    needed = parameters(target, file.targets)
    if takes_nothing(target, file.targets):
        yield Call(placeholder(target, file.targets), setup, "", target.node.lineno, "no_arguments")
    elif target.kind in ("method", "property") and needed is not None and not needed.required:
        call = f".{target.short}" if target.kind == "property" else f".{target.short}()"
        for name in _instances(setup, target.name.rpartition(".")[0])[:1]:
            yield Call(name + call, setup, "", target.node.lineno, "no_arguments")


def _instances(setup: str, owner: str) -> list[str]:
    """The names that ``setup`` gives to new instances of the class ``owner``."""
    tree = parsed(setup)
    return [
        each.targets[0].id
        for each in (tree.body if tree is not None else ())
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
        if isinstance(each.value, ast.Call) and ast.unparse(each.value.func) == owner
    ]


def sized_calls(file: TimedFile, target: Target, calls: Sequence[Call], wish: Wish) -> tuple[Call, ...]:
    """``calls`` over the sizes that are wished for: those with an n in them, else ``f(n)``."""
    if wish.sizes is None:
        said = [split_sizes(each.text)[1] for each in file.comments(target).of("versus") if not wish.calls]
        sizes = next(filter(None, said), "")
        over_n = (not each.sizes and SIZE in needed_names(each.code) for each in calls)
        return tuple(replace(call, sizes=sizes) if each else call for call, each in zip(calls, over_n, strict=True))
    steps(wish.sizes)
    over = [each for each in calls if SIZE in needed_names(each.code)]
    needed = parameters(target, file.targets)
    if not over and not wish.calls and target.kind == "function" and needed is not None and needed.required == (SIZE,):
        over = [Call(placeholder(target, file.targets), file.comments(target).setup, "", target.node.lineno, "given")]
    if not over and wish.calls:
        over = list(calls)  # the row says that there is no n
    return tuple(replace(each, sizes=wish.sizes) for each in over)


def _line(call: Call) -> int:
    return call.line if call.asked == "comment" else 0


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
