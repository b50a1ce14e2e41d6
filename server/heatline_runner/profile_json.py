"""A profile as JSON and back: the public file format, with the model's own names."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from heatline_runner.model import Profile, Series

COLUMNS: Mapping[Any, frozenset[type]] = {int: frozenset({int}), float | None: frozenset({int, float, type(None)})}
SURROGATES = "backslashreplace"  # the bytes of a file name that are no UTF-8: "\\udcff" is how JSON has them, too


class NotAProfile(ValueError):
    """The text is not a profile of format 1; the message says in one sentence what is wrong."""


def to_json(profile: Profile) -> str:
    """``profile`` as JSON text."""
    return json.dumps(_plain(profile), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Profile:
    """The profile in ``text``; NotAProfile where it is none."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise NotAProfile(f"it is not JSON ({problem})") from problem
    if not isinstance(value, dict) or value.get("format") != 1:
        raise NotAProfile('it has no "format": 1')
    profile: Profile = _build(Profile, value, "profile")
    _check(profile)
    return profile


def read_profile(path: Path) -> Profile:
    """The profile in the file at ``path``; OSError where it cannot be read, NotAProfile where it is none."""
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as problem:
        raise NotAProfile("it is not text in UTF-8") from problem


def write_profile(path: Path, profile: Profile) -> None:
    """Put ``profile`` in the file at ``path``, whole or not at all."""
    new = path.with_name(path.name + ".new")
    new.write_text(to_json(profile), encoding="utf-8", errors=SURROGATES)
    new.replace(path)


def _plain(value: Any) -> Any:  # any model value, to what json takes
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _fields(type(value))}
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value] if value and not isinstance(value[0], (int, float)) else value
    return value


@cache
def _fields(cls: Any) -> Mapping[str, Any]:
    hints = typing.get_type_hints(cls)
    return {field.name: hints[field.name] for field in dataclasses.fields(cls)}


def _build(hint: Any, value: Any, where: str) -> Any:  # JSON's types, to the model's
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return None if value is None else _build(next(a for a in args if a is not type(None)), value, where)
    if origin is typing.Literal:
        return value if value in args else _wrong(where, f"one of {', '.join(map(str, args))}")
    if origin is tuple:
        return _build_tuple(args, value, where)
    if origin is Mapping:
        items = value.items() if isinstance(value, dict) else _wrong(where, "an object")
        return {str(key): _build(args[1], each, f"{where}.{key}") for key, each in items}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _build_dataclass(hint, value, where)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return value
    return value if type(value) is hint else _wrong(where, f"a {hint.__name__}")


def _build_tuple(args: tuple[Any, ...], value: Any, where: str) -> Any:
    if not isinstance(value, (list, tuple)):
        _wrong(where, "a list")
    if len(args) == 2 and args[1] is ...:
        if set(map(type, value)) <= COLUMNS.get(args[0], frozenset()):
            return tuple(value)  # long columns: checked at once
        return tuple(_build(args[0], each, f"{where}[]") for each in value)
    if len(value) != len(args):
        _wrong(where, f"{len(args)} values")
    return tuple(_build(arg, each, f"{where}[]") for arg, each in zip(args, value, strict=True))


def _build_dataclass(cls: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        _wrong(where, "an object")
    fields = {}
    for name, hint in _fields(cls).items():
        if name in value:
            fields[name] = _build(hint, value[name], f"{where}.{name}")
    try:
        return cls(**fields)
    except TypeError:
        missing = sorted(set(_fields(cls)) - set(value))
        raise NotAProfile(f"{where} lacks {', '.join(missing)}") from None


def _check(profile: Profile) -> None:
    """Columns of equal length, functions and places that exist, lines from 1 on, readings in the order of time."""
    if not profile.metrics:
        raise NotAProfile("it has no metrics")
    for table in profile.lines:
        columns = (table.line, table.function, *table.values.values())
        if len({len(column) for column in columns}) != 1:
            raise NotAProfile(f"the columns of {table.path} differ in length")
        if any(not 0 <= index < len(profile.functions) for index in table.function) or any(n < 1 for n in table.line):
            raise NotAProfile(f"a row of {table.path} names a function or a line that does not exist")
    if any(not 0 <= span.function < len(profile.functions) for span in profile.spans):
        raise NotAProfile("a span names a function that does not exist")
    if any(not 0 <= end < len(profile.functions) for edge in profile.calls for end in (edge.caller, edge.callee)):
        raise NotAProfile("a call names a function that does not exist")
    for series in profile.timeline:
        _check_series(series)


def _check_series(series: Series) -> None:
    columns = (series.at_ns, series.place, *series.values.values())
    if len({len(column) for column in columns}) != 1:
        raise NotAProfile(f"the columns of the timeline of {series.title} differ in length")
    if sorted(series.at_ns) != list(series.at_ns):
        raise NotAProfile(f"the readings of {series.title} are not in the order of time")
    if any(not -1 <= place < len(series.places) for place in set(series.place)):
        raise NotAProfile(f"a reading of {series.title} names a place that does not exist")


def _wrong(where: str, expected: str) -> Any:
    raise NotAProfile(f"{where} is not {expected}")
