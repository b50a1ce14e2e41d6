"""Whether two results say the same, and where they do not."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

CLOSE = 1e-9  # relative difference of two floats that are taken for the same
MOST_ITEMS = 10_000  # of a generator that are compared
DEEPEST = 100  # containers in containers
SHORT = 40  # characters of a result that are said whole
SHOWN = 80  # characters of a result that are said
NUMBERS = (int, float, complex)


class Comparison:
    """Of two results. ``difference`` is ``(where, first, second)`` or None; ``unknown``: not all could be compared."""

    def __init__(self, first: Any, second: Any) -> None:
        self.unknown = False
        self._inside: set[tuple[int, int]] = set()
        self.difference = self._differ(first, second, "")

    def _differ(self, first: Any, second: Any, where: str) -> tuple[str, Any, Any] | None:
        if first is second or (id(first), id(second)) in self._inside:
            return None
        if len(self._inside) > DEEPEST:
            self.unknown = True
            return None
        self._inside.add((id(first), id(second)))
        try:
            return self._compare(first, second, where)
        finally:
            self._inside.discard((id(first), id(second)))

    def _compare(self, first: Any, second: Any, where: str) -> tuple[str, Any, Any] | None:
        if isinstance(first, BaseException) and isinstance(second, BaseException):
            return self._unless(type(first) is type(second) and said(first) == said(second), first, second, where)
        if isinstance(first, NUMBERS) and isinstance(second, NUMBERS):
            return self._unless(_close(first, second), first, second, where)
        if first is None or second is None or isinstance(first, BaseException) or isinstance(second, BaseException):
            return where, first, second
        if self._plainly_equal(first, second):
            return None
        if isinstance(first, dict) and isinstance(second, dict):
            if first.keys() != second.keys():
                return where, first, second
            return self._first((f"{where}[{key!r}]", each, second[key]) for key, each in first.items())
        for kind in (list, tuple):
            if isinstance(first, kind) and isinstance(second, kind):
                return self._items(first, second, where)
        if is_iterator(first) and is_iterator(second):
            return self._items(items_of(first), items_of(second), where)
        if hasattr(first, "dtype") and hasattr(second, "dtype") and hasattr(first, "tolist"):
            return self._differ(first.tolist(), second.tolist(), where)
        return self._objects(first, second, where)

    def _plainly_equal(self, first: Any, second: Any) -> bool:
        """Of large containers this is told a hundred times faster; where it is not so, what differs is looked for."""
        try:
            return type(first) is type(second) and isinstance(first, (list, tuple, dict)) and bool(first == second)
        except Exception:  # noqa: BLE001  (an array in a list has no one answer)
            return False

    def _objects(self, first: Any, second: Any, where: str) -> tuple[str, Any, Any] | None:
        if _has_equality(first) or _has_equality(second):
            return self._unless(self._equal(first, second), first, second, where)
        mine, other = getattr(first, "__dict__", None), getattr(second, "__dict__", None)
        if type(first) is type(second) and mine and isinstance(mine, dict) and isinstance(other, dict):
            return self._differ(mine, other, where)
        self.unknown = True
        return None

    def _equal(self, first: Any, second: Any) -> bool:
        try:
            if hasattr(first, "equals"):  # pandas: frames of the same labels, what is missing included
                return bool(first.equals(second))
            if isinstance(first, (set, frozenset)) and isinstance(second, (set, frozenset)) and first != second:
                return len(first) == len(second) and self._items(sorted(first), sorted(second), "") is None
            same = first == second
            return bool(same.all()) if hasattr(same, "all") else bool(same)
        except Exception:  # noqa: BLE001  (a program's own __eq__ may do anything)
            self.unknown = True
            return True

    def _items(self, first: Any, second: Any, where: str) -> tuple[str, Any, Any] | None:
        if len(first) != len(second):
            return where, first, second
        pairs = zip(first, second)  # noqa: B905  (of one length; strict= would cost)
        return self._first((f"{where}[{index}]", *pair) for index, pair in enumerate(pairs))

    def _first(self, parts: Iterable[tuple[str, Any, Any]]) -> tuple[str, Any, Any] | None:
        for where, first, second in parts:
            found = self._differ(first, second, where)
            if found is not None:
                return found
        return None

    def _unless(self, same: bool, first: Any, second: Any, where: str) -> tuple[str, Any, Any] | None:
        return None if same else (where, first, second)


def difference_text(call: str, results: tuple[Any, Any], difference: tuple[str, Any, Any]) -> str:
    """One sentence, without a full stop: what differs, whole where that is short, else where it first does."""
    whole = tuple(map(shown, results))
    where, *parts = difference
    if not where or (max(map(len, whole)) <= SHORT and " at 0x" not in "".join(whole)):
        return f"results differ for {call}: {whole[0]} and {whole[1]}"
    return f"results differ for {call} at {where}: {shown(parts[0])} and {shown(parts[1])}"


def shown(value: Any) -> str:
    """A result in a few words."""
    if is_iterator(value):
        return f"a {type(value).__name__}"
    try:
        if isinstance(value, BaseException):
            text = f"{type(value).__name__}: {said(value)}" if said(value) else type(value).__name__
        elif isinstance(value, (str, bytes, list, tuple)) and len(value) > SHOWN:
            text = repr(value[:SHOWN])
        else:
            text = repr(value)
    except Exception:  # noqa: BLE001  (a program's own __repr__ may do anything)
        text = f"a {type(value).__name__}"
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def said(problem: BaseException) -> str:
    """An exception's own words."""
    try:
        return str(problem)
    except Exception:  # noqa: BLE001  (the same)
        return ""


def _has_equality(value: Any) -> bool:
    plain: Any = object.__eq__
    return getattr(type(value), "__eq__", plain) is not plain


def _close(first: Any, second: Any) -> bool:
    if first == second or (first != first and second != second):  # NaN
        return True
    if isinstance(first, int) and isinstance(second, int):
        return False
    try:
        return bool(abs(first - second) <= CLOSE * max(abs(first), abs(second)) < float("inf"))
    except OverflowError:
        return False


def is_iterator(value: object) -> bool:
    """Whether its items are made one by one."""
    return hasattr(type(value), "__next__") and hasattr(type(value), "__iter__")


def items_of(items: Any) -> list[Any]:
    """The first items, and the exception that ends them, as one more."""
    taken: list[Any] = []
    try:
        for item in items:
            taken.append(item)
            if len(taken) >= MOST_ITEMS:
                break
    except Exception as problem:  # noqa: BLE001  (it is a result, too)
        taken.append(problem)
    return taken
