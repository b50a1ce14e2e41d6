"""What was called in a run, as a table's rows: whose it is, how often it ran, how long it took."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from heatline.analysis.call_pairs import Pair, call_pairs
from heatline.analysis.shares import FunctionShare, RunShares, part
from heatline.protocol import Sort, Whose
from heatline_runner.model import FunctionRow, Profile

METHOD: Final = re.compile(r"<(?:slot wrapper|method) '(?P<name>[^']*)' of '(?P<type>[^']*)' objects>")
TIMES: Final = ("total_ns", "time_ns")
FUNCTION: Final = re.compile(r"<built-in (?:method|function) (?P<name>.*)>")


@dataclass(slots=True)  # never changed; frozen, 100,000 of them take twice as long
class Called:
    """``profile.functions[index]``: ``name`` and ``place`` as people call it; times in ns.

    ``share`` is ``total_ns`` as a part of the run; ``own_share`` likewise. What is not known is None.
    """

    index: int
    name: str
    place: str
    whose: Whose
    calls: float | None
    primitive: float | None
    own_ns: float | None
    total_ns: float | None
    share: float | None
    own_share: float | None


class CallTable:
    """All that was called in a run, and who called whom."""

    def __init__(self, run: RunShares) -> None:
        self.run = run

    @cached_property
    def rows(self) -> tuple[Called, ...]:
        """In the order of ``profile.functions``."""
        return tuple(_called(self.run, function) for function in self.run.functions)

    @cached_property
    def ran(self) -> tuple[Called, ...]:
        """Those that were called."""
        return tuple(row for row in self.rows if row.calls or row.total_ns)

    def callers(self, index: int) -> tuple[Pair, ...]:
        """The calls of that function, those that took most first."""
        return self._pairs[1].get(index, ())

    def callees(self, index: int) -> tuple[Pair, ...]:
        """The calls it made itself, likewise."""
        return self._pairs[0].get(index, ())

    @cached_property
    def _pairs(self) -> tuple[dict[int, tuple[Pair, ...]], dict[int, tuple[Pair, ...]]]:
        pairs = call_pairs(self.run.profile)
        return _grouped(pairs, lambda pair: pair.caller), _grouped(pairs, lambda pair: pair.callee)


def has_functions(profile: Profile) -> bool:
    """Whether it says what functions took: by calls, by stacks, or by the time of their lines."""
    return bool(profile.stacks) or (bool(profile.functions) and profile.metrics[0].id in TIMES)


def has_calls(profile: Profile) -> bool:
    """Whether functions, rather than lines, are what was measured."""
    return profile.metrics[0].id == "total_ns"


def in_order(rows: Iterable[Called], sort: Sort, descending: bool = True) -> list[Called]:
    """``rows`` by one column, what is not known last; equal ones by name."""
    if sort == "name":
        return sorted(rows, key=lambda row: (row.name.casefold(), row.place, row.index), reverse=descending)
    valued = [(_value(row, sort), row) for row in rows]
    known = [(-value if descending else value, row.name, row.index, row) for value, row in valued if value is not None]
    return [row for *_, row in sorted(known)] + [row for value, row in valued if value is None]


def function_names(row: FunctionRow, is_users: bool) -> tuple[str, str, Whose]:
    """What people call a function, where it stands, and whose it is: ``("len", "built-in", "built-in")``.

    A file that is not the user's is named by its module alone, as far as that can be told.
    """
    if not row.path:
        return _built_in(row.name), "built-in", "built-in"
    file, place = _file_names(row.path)
    whose: Whose = "user" if is_users else "library"
    name = file if row.name == "<module>" and is_users else row.name
    if row.name == "<module>" and not is_users:
        name = f"module {place}"
    return name, f"{place}:{row.line}" if row.line else place, whose


@lru_cache(1024)
def _file_names(path: str) -> tuple[str, str]:
    """A file's name, and with its folder where that says more than the name does."""
    folder, _, file = path.replace("\\", "/").rpartition("/")
    return file, file if file not in ("__init__.py", "__main__.py") else f"{folder.rpartition('/')[2]}/{file}"


def _built_in(label: str) -> str:
    found = METHOD.fullmatch(label)
    if found is not None:
        return f"{found['type']}.{found['name']}"
    found = FUNCTION.fullmatch(label)
    return label if found is None else found["name"].removeprefix("builtins.")


def _called(run: RunShares, function: FunctionShare) -> Called:
    row = function.row
    names = function_names(row, row.path in run.profile.sources)
    own_share = part(function.own_ns, run.denominator_ns)
    amounts = function.calls, row.values.get("primitive_calls"), function.own_ns, function.total_ns
    return Called(function.index, *names, *amounts, function.share, own_share)


def _value(row: Called, sort: Sort) -> float | None:
    if sort == "total":
        return row.total_ns
    if sort == "own":
        return row.own_ns
    return row.calls if sort == "calls" else row.primitive


def _grouped(pairs: Sequence[Pair], of: Callable[[Pair], int]) -> dict[int, tuple[Pair, ...]]:
    found: dict[int, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(of(pair), []).append(pair)
    return {index: tuple(group) for index, group in found.items()}


def function_at(profile: Profile, path: str, line: int) -> int:
    """The innermost function of the file whose measured lines have ``line`` among them; -1 where none has."""
    around = [
        (row.line, -row.end_line, index)
        for index, row in enumerate(profile.functions)
        if row.path == path and row.line <= line <= row.end_line
    ]
    return max(around)[2] if around else -1
