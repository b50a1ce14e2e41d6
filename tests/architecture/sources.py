"""The project's own source files and what they import, as text: what the tests of the invariants look at."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "server"


def python_files(*folders: str) -> list[Path]:
    """The Python files below these folders of ``server``."""
    return sorted(path for folder in folders for path in (SERVER / folder).rglob("*.py"))


def imports(path: Path) -> set[str]:
    """The dotted names that ``path`` imports anywhere, ``from a import b`` as ``a`` and ``a.b``."""
    found: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def parsed(path: Path) -> ast.Module:
    """The syntax tree of ``path``."""
    return ast.parse(path.read_text(encoding="utf-8"))


def names_used(path: Path) -> Iterator[str]:
    """Every name, attribute and string constant in ``path`` that is not a docstring."""
    tree = parsed(path)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def shown(path: Path) -> str:
    """``path`` from the checkout's root."""
    return path.relative_to(ROOT).as_posix()
