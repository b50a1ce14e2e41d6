"""What is in a module's code object: rows that describe all of it, and which of it a run is limited to."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import CodeType

    Scope = tuple[str, int, int, str, bool, int, int]  # model.Scope's fields, in their order

PARAMETERS = "<generic parameters of"  # of a def or a class, from 3.12 on: it stands in them
FOLDED = ("<lambda>", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>", PARAMETERS)
NEW_LOCALS = 0x2  # inspect.CO_NEWLOCALS: a function's code object, not a class's or a module's


def describe(code: CodeType, wanted: Callable[[CodeType], bool]) -> list[tuple[object, ...]]:
    """A row for ``code`` and each in it, parents first.

    ``(first line, last line, name, label, lines, parent's index or -1, is a class)``; one that is not ``wanted`` has
    no lines, so that nothing is said of them.
    """
    rows: list[tuple[object, ...]] = []

    def add(code: CodeType, parent: int) -> None:
        name, lines = code.co_name, _lines(code)
        label, is_class = getattr(code, "co_qualname", name), not code.co_flags & NEW_LOCALS
        measured = lines if wanted(code) else ()
        rows.append((code.co_firstlineno, _last_line(code, lines), name, label, measured, parent, is_class))
        index = len(rows) - 1
        for inner in _inner(code):
            add(inner, index)

    add(code, -1)
    return rows


def all_in(code: CodeType) -> Iterator[CodeType]:
    """``code`` and each in it, in the order of ``describe``."""
    yield code
    for inner in _inner(code):
        yield from all_in(inner)


def wanted_in(code: CodeType, path: str, scope: Scope | None) -> Callable[[CodeType], bool] | None:
    """Whether a code object of the module ``code``, read from the real ``path``, is to be measured; None where none is.

    Lambdas, comprehensions and generator expressions go with the function around them.
    """
    if scope is None:
        return lambda code: True  # noqa: ARG005  (all of it)
    scoped, first, last, _, module, *_ = scope
    found: set[CodeType] = set()

    def look(code: CodeType, is_wanted: bool) -> None:
        if is_wanted:
            found.add(code)
        for inner in _inner(code):
            inside = first <= inner.co_firstlineno and _last_line(inner, _lines(inner)) <= last
            look(inner, is_wanted if inner.co_name.startswith(FOLDED) else inside)

    if path == scoped:
        look(code, module)
    return found.__contains__ if found else None


def _inner(code: CodeType) -> Iterator[CodeType]:
    kind = type(code)
    return (const for const in code.co_consts if isinstance(const, kind))


def _lines(code: CodeType) -> tuple[int, ...]:
    return tuple(sorted({line for _, _, line in code.co_lines() if line}))


def _last_line(code: CodeType, lines: tuple[int, ...]) -> int:
    return max(lines, default=code.co_firstlineno)
