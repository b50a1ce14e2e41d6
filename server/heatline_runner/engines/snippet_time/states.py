"""What a value is like now, so that it can be told whether a call has changed it.

No copy is made of it, and none of its own code is asked but for its attributes: a database's connection, say, has
neither to be copied nor to be equal to anything.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST = 10_000  # values that are looked at within one
MOST_BYTES = 1_000_000  # of an array that are kept
CODE = (type(lambda: None), type(len), type(sys), type)
ATOMS = (int, float, complex, str, bytes, type(None), range, *CODE)


def state_of(value: Any) -> Any:
    """Tuples of types and plain values that are equal for as long as ``value`` stays as it is, as far as is looked."""
    return _state(value, [MOST], set())


def is_changeable(value: object) -> bool:
    """Whether a call could change ``value``, as what it is given."""
    return not isinstance(value, ATOMS) and not _is_wrapper(value)


def _is_wrapper(value: object) -> bool:
    """Whether it stands for a function, as what ``functools.cache`` gives."""
    return callable(value) and "__wrapped__" in getattr(value, "__dict__", ())


def _state(value: Any, room: list[int], inside: set[int]) -> Any:
    if isinstance(value, ATOMS):
        return value
    room[0] -= 1
    if room[0] < 0 or id(value) in inside:
        return ...
    inside.add(id(value))
    try:
        return (type(value).__qualname__, *_parts(value, room, inside))
    except Exception:  # noqa: BLE001  (a value's own __len__, __getattr__ ... may do anything)
        return (type(value).__qualname__,)
    finally:
        inside.discard(id(value))


def _parts(value: Any, room: list[int], inside: set[int]) -> tuple[Any, ...]:
    if isinstance(value, (list, tuple)):
        return (len(value), *(_state(each, room, inside) for each in value[:MOST]))
    if isinstance(value, dict):
        pairs = list(value.items()) if len(value) <= MOST else []
        return (len(value), *((_state(key, room, inside), _state(each, room, inside)) for key, each in pairs))
    if isinstance(value, (set, frozenset)):
        return (len(value), frozenset(map(hash, value)) if len(value) <= MOST else None)
    if isinstance(value, bytearray) or hasattr(type(value), "tobytes"):
        return (len(value), bytes(value) if len(memoryview(value).cast("B")) <= MOST_BYTES else None)
    size = len(value) if hasattr(type(value), "__len__") else None
    own = getattr(value, "__dict__", None)
    return (size, _state(own, room, inside) if isinstance(own, dict) else None)
