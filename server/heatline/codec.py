"""The protocol's dataclasses as JSON objects and back: camelCase names on the wire, snake_case here."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def to_wire(value: Any) -> Any:  # any protocol value, to what json takes
    """``value`` in JSON's types."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {said: to_wire(getattr(value, name)) for name, said in _wire_names(type(value))}
    if isinstance(value, Mapping):
        return {key: to_wire(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_wire(each) for each in value]
    return value


def from_wire(cls: type[T], value: object) -> T:
    """The ``cls`` in ``value``; fields that are missing or of another type have their defaults; ValueError without."""
    given = value if isinstance(value, Mapping) else {}
    fields = {}
    hashable: Any = cls
    for name, hint in _fields(hashable).items():
        if _camel(name) in given:
            fitting, parsed = _fit(hint, given[_camel(name)])
            if fitting:
                fields[name] = parsed
    try:
        return cls(**fields)
    except TypeError as problem:
        raise ValueError(f"not {cls.__name__}: {problem}") from None


def _fit(hint: Any, value: Any) -> tuple[bool, Any]:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        fits = (_fit(arg, value) for arg in args)
        return next((fit for fit in fits if fit[0]), (False, None))
    if origin is typing.Literal:
        return value in args, value
    if origin is tuple:
        good = isinstance(value, list) and all(_fit(args[0], each)[0] for each in value)
        return good, tuple(value) if good else None
    if origin is Mapping:
        return isinstance(value, Mapping) and all(_fit(args[1], each)[0] for each in value.values()), value
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        try:
            return isinstance(value, Mapping), from_wire(hint, value)
        except ValueError:
            return False, None
    if hint is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool), value
    return type(value) is hint, value


@cache
def _fields(cls: Any) -> Mapping[str, Any]:
    hints = typing.get_type_hints(cls)
    return {field.name: hints[field.name] for field in dataclasses.fields(cls)}


@cache
def _wire_names(cls: Any) -> tuple[tuple[str, str], ...]:
    return tuple((name, _camel(name)) for name in _fields(cls))


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)
