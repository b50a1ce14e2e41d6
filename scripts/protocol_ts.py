"""Write ``extension/src/protocol.ts`` from ``heatline.protocol``; with ``--check``, fail where they differ."""

from __future__ import annotations

import dataclasses
import re
import sys
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "extension" / "src" / "protocol.ts"
sys.path.insert(0, str(ROOT / "server"))

from heatline import protocol  # noqa: E402  (the path above comes first)

HEADER = "// Generated from server/heatline/protocol.py by scripts/protocol_ts.py: change it there.\n"
PLAIN = {str: "string", bool: "boolean", int: "number", float: "number", type(None): "null"}


def main() -> int:
    text = HEADER + "".join(f"\n{part}" for part in (*constants(), *aliases(), *interfaces()))
    if "--check" not in sys.argv:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{TARGET.relative_to(ROOT)} is not what protocol.py says: run python scripts/protocol_ts.py\n")
    return 1


def constants() -> list[str]:
    """``PREPARE: Final = "…"`` as ``export const PREPARE = "…";``."""
    names = [name for name, hint in protocol.__annotations__.items() if "Final" in str(hint)]
    return ["".join(f"export const {name} = {ts_string(getattr(protocol, name))};\n" for name in names)]


def aliases() -> list[str]:
    found = {name: value for name, value in vars(protocol).items() if typing.get_origin(value) is typing.Literal}
    return [f"export type {name} = {ts_type(value, expand=True)};\n" for name, value in found.items()]


def interfaces() -> list[str]:
    """Each dataclass of the module as an interface of readonly fields."""
    classes = [c for c in vars(protocol).values() if dataclasses.is_dataclass(c) and isinstance(c, type)]
    return [interface(c) for c in classes if c.__module__ == protocol.__name__]


def interface(cls: type) -> str:
    hints = typing.get_type_hints(cls, include_extras=True)
    fields = "".join(
        f"  readonly {camel(field.name)}{'?' if optional(field) else ''}: {ts_type(hints[field.name])};\n"
        for field in dataclasses.fields(cls)
    )
    comment = re.sub(r"\s*\n\s*", "\n * ", (cls.__doc__ or "").strip())
    comment = re.sub(r" +\n", "\n", comment)
    return f"/**\n * {comment}\n */\nexport interface {cls.__name__} {{\n{fields}}}\n"


def optional(field: dataclasses.Field[Any]) -> bool:
    return field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING


def ts_type(hint: Any, expand: bool = False) -> str:
    if hint in PLAIN:
        return PLAIN[hint]
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        alias = next((n for n, v in vars(protocol).items() if v == hint and not expand), None)
        return alias or " | ".join(ts_string(a) if isinstance(a, str) else str(a) for a in args)
    if origin in (typing.Union, types.UnionType):
        return " | ".join(ts_type(a) for a in args)
    if origin is tuple:
        item = ts_type(args[0])
        return f"readonly ({item})[]" if " " in item else f"readonly {item}[]"
    if origin is Mapping:
        return f"Readonly<Record<{ts_type(args[0])}, {ts_type(args[1])}>>"
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return hint.__name__
    raise TypeError(f"no TypeScript for {hint!r}")


def ts_string(value: str) -> str:
    return f'"{value}"'


def camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(word.title() for word in rest)


if __name__ == "__main__":
    sys.exit(main())
