"""What is seen of a value, so that a call which changed it is noticed."""

from __future__ import annotations

from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from typing import Any

import pytest

from heatline_runner.engines.snippet_time.states import state_of


class Slotted:
    __slots__ = ("_Slotted__hidden", "items", "unset")

    def __init__(self) -> None:
        self.items = [1]
        self.__hidden = 1

    def hide(self) -> None:
        self.__hidden += 1


class Derived(Slotted):
    def __init__(self) -> None:
        super().__init__()
        self.more = [1]


class Listed(list[int]):
    pass


def _looped() -> list[Any]:
    looped: list[Any] = [1]
    looped.append(looped)
    return looped


CHANGES: list[tuple[Callable[[], Any], Callable[[Any], object]]] = [
    (lambda: [1, [2]], lambda value: value[1].append(3)),
    (lambda: {"a": 1}, lambda value: value.update(a=2)),
    (lambda: {1, 2}, lambda value: value.add(3)),
    (lambda: bytearray(b"ab"), lambda value: value.reverse()),
    (lambda: array("i", [1, 2]), lambda value: value.reverse()),
    (lambda: deque([1, 2, 3]), lambda value: value.rotate()),
    (lambda: Counter("ab"), lambda value: value.update("a")),
    (lambda: OrderedDict(a=1, b=2), lambda value: value.move_to_end("a")),
    (lambda: defaultdict(list), lambda value: value["a"]),
    (Slotted, lambda value: value.items.append(2)),
    (Slotted, lambda value: setattr(value, "unset", 1)),
    (Slotted, lambda value: value.hide()),
    (Derived, lambda value: value.items.append(2)),
    (Derived, lambda value: value.more.append(2)),
    (Listed, lambda value: value.append(1)),
    (_looped, lambda value: value.append(1)),
]


@pytest.mark.parametrize(("make", "change"), CHANGES)
def test_a_change_is_seen_and_nothing_else_is(make: Callable[[], Any], change: Callable[[Any], object]) -> None:
    value = make()
    before = state_of(value)
    assert state_of(value) == before
    change(value)
    assert state_of(value) != before


def test_a_value_that_does_not_let_itself_be_looked_at_is_left_alone() -> None:
    class Shy:
        def __len__(self) -> int:
            raise RuntimeError

        def __getattr__(self, name: str) -> None:
            raise RuntimeError

    assert state_of(Shy()) == state_of(Shy())
