"""The functions, methods and classes of a text: what can be called from outside, and what a call looks like."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from heatline.analysis.asking.names_in_code import Definition
from heatline.analysis.outline import defined, is_main_guard
from heatline.analysis.statements import child_statements
from heatline.protocol import Candidate

Kind = Literal["function", "method", "static", "class_method", "property", "class"]
SETTERS: Final = ("setter", "deleter", "overload")
PROPERTIES: Final = ("property", "cached_property")
MOST_CANDIDATES: Final = 30


@dataclass(frozen=True)
class Target:
    """A def or class by its qualified ``name``; ``around`` are those it stands in, the outermost first.

    ``line`` is that of its first decorator, else of its def. ``guarded``: it is defined under the guard only.
    """

    name: str
    node: Definition
    around: tuple[Definition, ...]
    line: int
    end_line: int
    guarded: bool

    @property
    def nested(self) -> bool:
        """Whether it is made anew in every call of the function around it."""
        return any(not isinstance(each, ast.ClassDef) for each in self.around)

    @property
    def kind(self) -> Kind:
        if isinstance(self.node, ast.ClassDef):
            return "class"
        if not self.around or not isinstance(self.around[-1], ast.ClassDef):
            return "function"
        marks = set(_decorators(self.node))
        if marks & set(PROPERTIES):
            return "property"
        return "static" if "staticmethod" in marks else "class_method" if "classmethod" in marks else "method"

    @property
    def short(self) -> str:
        """The name it is called by, without those of its classes."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True)
class Parameters:
    """What a call has to give and may give, an instance or a class left out."""

    positional: tuple[str, ...]
    required: tuple[str, ...]  # of all, also of those by keyword only
    by_keyword: tuple[str, ...]  # only
    more: bool  # it takes any number of positional ones
    any_keyword: bool


def targets(module: ast.Module) -> tuple[Target, ...]:
    """All of a text's, in order."""
    return tuple(_targets(module, "", (), guarded=False))


def parameters(target: Target, all_targets: Sequence[Target]) -> Parameters | None:
    """None of a class whose ``__init__`` is not in this text."""
    if isinstance(target.node, ast.ClassDef):
        inits = [each for each in all_targets if each.name == f"{target.name}.__init__"]
        plain = not target.node.bases and not target.node.decorator_list and not target.node.keywords
        if not inits:
            return Parameters((), (), (), more=False, any_keyword=False) if plain else None
        return _parameters(inits[-1].node, bound=True)
    return _parameters(target.node, bound=target.kind in ("method", "class_method", "property"))


def placeholder(target: Target, all_targets: Sequence[Target]) -> str:
    """A call to begin typing with: ``grade(score)``, ``Stack().push(item)``, parameters standing for their values."""
    needed = parameters(target, all_targets)
    arguments = _arguments(needed) if needed is not None else ""
    if target.kind in ("function", "class"):
        return f"{target.name}({arguments})"
    owner = target.name.rpartition(".")[0]
    if target.kind in ("static", "class_method"):
        return f"{owner}.{mangled(target)}({arguments})"
    instance = next((placeholder(each, all_targets) for each in all_targets if each.name == owner), f"{owner}()")
    return instance + (f".{target.short}" if target.kind == "property" else f".{mangled(target)}({arguments})")


def takes_nothing(target: Target, all_targets: Sequence[Target]) -> bool:
    """Whether its placeholder is a call as it stands, on no instance."""
    needed = parameters(target, all_targets)
    return target.kind not in ("method", "property") and needed is not None and not needed.required


def takes(needed: Parameters, call: ast.Call) -> bool:
    """Whether ``call`` gives what is needed and no more; one with stars may."""
    if any(isinstance(each, ast.Starred) for each in call.args) or any(each.arg is None for each in call.keywords):
        return True
    names = [each.arg for each in call.keywords if each.arg is not None]
    given = [*needed.positional[: len(call.args)], *names]
    known = {*needed.positional, *needed.by_keyword}
    fits = len(call.args) <= len(needed.positional) or needed.more
    return fits and set(needed.required) <= set(given) and (needed.any_keyword or set(names) <= known)


def candidates(target: Target, all_targets: Sequence[Target]) -> tuple[Candidate, ...]:
    """What it can be compared with: of the same parameters first, then of as many; the likest names first."""
    own = parameters(target, all_targets)
    found: list[tuple[int, float, int, Candidate]] = []
    for at, each in enumerate(all_targets):
        theirs = parameters(each, all_targets)
        if own is None or theirs is None or not _comparable(target, each):
            continue
        same = _names(theirs) == _names(own)
        if not same and len(_names(theirs)) != len(_names(own)):
            continue
        detail = f"{'the same parameters' if same else 'as many parameters'}: ({', '.join(_names(theirs))})"
        likeness = SequenceMatcher(None, target.short, each.short).ratio()
        name = each.short if each.kind == "method" else each.name
        found.append((0 if same else 1, -likeness, at, Candidate(name, detail)))
    unique = {candidate.name: candidate for *_, candidate in sorted(found, key=lambda row: row[:3])}
    return tuple(unique.values())[:MOST_CANDIDATES]


def _targets(parent: ast.AST, prefix: str, around: tuple[Definition, ...], *, guarded: bool) -> Iterator[Target]:
    for node in child_statements(parent):
        if isinstance(node, Definition):
            found = defined(node, prefix + node.name)
            yield Target(found.name, node, around, found.line, found.end_line, guarded)
            inner = f"{found.name}." if isinstance(node, ast.ClassDef) else f"{found.name}.<locals>."
            yield from _targets(node, inner, (*around, node), guarded=guarded)
        else:
            yield from _targets(node, prefix, around, guarded=guarded or is_main_guard(node))


def _decorators(node: Definition) -> Iterator[str]:
    for each in node.decorator_list:
        plain = each.func if isinstance(each, ast.Call) else each
        yield plain.attr if isinstance(plain, ast.Attribute) else plain.id if isinstance(plain, ast.Name) else ""


def is_stand_in(target: Target) -> bool:
    """Whether it is one more def of a name that another def of that name stands for: a setter, an overload."""
    return bool(set(_decorators(target.node)) & set(SETTERS))


def _parameters(node: Definition, *, bound: bool) -> Parameters:
    assert not isinstance(node, ast.ClassDef)
    args = node.args
    positional = [*args.posonlyargs, *args.args]
    required = positional[: len(positional) - len(args.defaults)]
    keywords = zip(args.kwonlyargs, args.kw_defaults, strict=True)
    needed = [each.arg for each in required[bound:]] + [each.arg for each, default in keywords if default is None]
    return Parameters(
        positional=tuple(each.arg for each in positional[bound:]),
        required=tuple(needed),
        by_keyword=tuple(each.arg for each in args.kwonlyargs),
        more=args.vararg is not None,
        any_keyword=args.kwarg is not None,
    )


def _arguments(needed: Parameters) -> str:
    return ", ".join(f"{name}={name}" if name in needed.by_keyword else name for name in needed.required)


def _names(of: Parameters) -> tuple[str, ...]:
    return (*of.positional, *of.by_keyword)


def mangled(target: Target) -> str:
    """Its name as code outside its class has to write it."""
    private = target.short.startswith("__") and not target.short.endswith("__")
    return f"_{target.around[-1].name.lstrip('_')}{target.short}" if private else target.short


def _comparable(target: Target, other: Target) -> bool:
    if other.name == target.name or other.nested or other.guarded or is_stand_in(other):
        return False
    if other.short.startswith("__") and other.short.endswith("__"):
        return False
    if target.kind in ("method", "property"):
        return other.kind == target.kind and other.around[-1:] == target.around[-1:]
    if target.kind == "class":
        return other.kind == "class"
    return other.kind in ("function", "static", "class_method")
