"""What a value is like now, so that it can be told whether a call has changed it.

No copy is made of it, and none of its own code is asked but for its attributes: a database's connection, say, has
neither to be copied nor to be equal to anything.
"""

from __future__ import annotations

import sys
from _collections import deque  # type: ignore[import-not-found]  # the half of collections that Python is built with

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

MOST = 10_000  # values that are looked at within one
MOST_BYTES = 1_000_000  # of an array that are kept
CODE = (type(lambda: None), type(len), type(sys), type)
ATOMS = (int, float, complex, str, bytes, type(None), range, *CODE)
SLOT = type(type(lambda: None).__globals__)  # type: ignore[attr-defined]  # what a class has for each of its slots


def state_of(value: Any) -> Any:
    """Tuples of types and plain values that are equal for as long as ``value`` stays as it is, as far as is looked."""
    return _Look().state(value)


def is_changeable(value: object) -> bool:
    """Whether a call could change ``value``, as what it is given."""
    return not isinstance(value, ATOMS) and not _is_wrapper(value)


def _is_wrapper(value: object) -> bool:
    """Whether it stands for a function, as what ``functools.cache`` gives."""
    return callable(value) and "__wrapped__" in getattr(value, "__dict__", ())


class _Look:
    """One look at a value and at all within it, as far as there is room."""

    def __init__(self) -> None:
        self._room = MOST
        self._inside: set[int] = set()
        self._slots: dict[type, list[tuple[str, Any]]] = {}

    def state(self, value: Any) -> Any:
        if isinstance(value, ATOMS):
            return value
        self._room -= 1
        if self._room < 0 or id(value) in self._inside:
            return ...
        self._inside.add(id(value))
        try:
            return (type(value).__qualname__, *self._parts(value))
        except Exception:  # noqa: BLE001  (a value's own __len__, __getattr__ ... may do anything)
            return (type(value).__qualname__,)
        finally:
            self._inside.discard(id(value))

    def _parts(self, value: Any) -> tuple[Any, ...]:
        if isinstance(value, (list, tuple)):
            return (len(value), *map(self.state, value[:MOST]))
        if isinstance(value, deque):
            return (len(value), *(map(self.state, value) if len(value) <= MOST else ()))
        if isinstance(value, dict):
            pairs = list(value.items()) if len(value) <= MOST else []
            return (len(value), *((self.state(key), self.state(each)) for key, each in pairs))
        if isinstance(value, (set, frozenset)):
            return (len(value), frozenset(map(hash, value)) if len(value) <= MOST else None)
        if isinstance(value, bytearray) or hasattr(type(value), "tobytes"):
            return (len(value), bytes(value) if len(memoryview(value).cast("B")) <= MOST_BYTES else None)
        size = len(value) if hasattr(type(value), "__len__") else None
        own = getattr(value, "__dict__", None)
        return (size, self.state(own) if isinstance(own, dict) else None, *self._in_slots(value))

    def _in_slots(self, value: Any) -> Iterator[tuple[str, Any]]:
        """The names and states of what it has in ``__slots__``."""
        kind = type(value)
        if kind not in self._slots:
            self._slots[kind] = [item for each in kind.__mro__ for item in vars(each).items() if type(item[1]) is SLOT]
        for name, slot in self._slots[kind]:
            try:
                held = slot.__get__(value)
            except AttributeError:  # it was never set
                continue
            yield name, self.state(held)
