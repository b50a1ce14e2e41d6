"""Write ``docs/profile.schema.json`` from ``heatline_runner.model``; with ``--check``, fail where they differ."""

from __future__ import annotations

import dataclasses
import json
import sys
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "profile.schema.json"
sys.path.insert(0, str(ROOT / "server"))

from heatline_runner import model  # noqa: E402  (the path above comes first)

PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def main() -> int:
    text = json.dumps(schema(), indent=2) + "\n"
    if "--check" not in sys.argv:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write(f"{TARGET.relative_to(ROOT)} is not what model.py says: run python scripts/profile_schema.py\n")
    return 1


def schema() -> dict[str, Any]:
    """The schema of a profile, every dataclass of the model a definition."""
    classes = [each for each in vars(model).values() if dataclasses.is_dataclass(each) and isinstance(each, type)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Heatline profile",
        "$ref": "#/$defs/Profile",
        "$defs": {each.__name__: definition(each) for each in classes},
    }


def definition(cls: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    fields = dataclasses.fields(cls)
    return {
        "type": "object",
        "description": " ".join((cls.__doc__ or "").split()),
        "properties": {field.name: schema_of(hints[field.name]) for field in fields},
        "required": [field.name for field in fields if field.default is dataclasses.MISSING],
    }


def schema_of(hint: Any) -> dict[str, Any]:
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Literal:
        return {"enum": list(args)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [schema_of(each) for each in args]}
    if origin is tuple and args[-1] is ...:
        return {"type": "array", "items": schema_of(args[0])}
    if origin is tuple:
        return {"type": "array", "prefixItems": [schema_of(each) for each in args], "items": False}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": schema_of(args[1])}
    return {"$ref": f"#/$defs/{hint.__name__}"}


if __name__ == "__main__":
    sys.exit(main())
