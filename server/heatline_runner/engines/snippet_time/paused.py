"""Times a snippet where a debugger has stopped a program, with the values that its frame has, in two seconds at most.

A debugger's expression loads this file by its place and calls ``time_paused``: nothing is put on ``sys.path``, and no
variable of the program is bound. It runs in any Python that can be debugged.
"""

from __future__ import annotations

import ast
import gc
import json
import os
import sys
from time import perf_counter_ns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

LIMIT_S = 1.8
BUDGET_NS = 1_000_000_000
SLOW_TURN_NS = 100.0  # of an empty loop, which takes a tenth: somebody traces it
FOLDER = os.path.dirname(os.path.abspath(__file__))


def time_paused(code: str, owner: str, globals_: dict[str, Any], visible: dict[str, Any]) -> str:
    """What ``readings`` gives of ``code``, as JSON, with the ``python`` it is of: executable and version.

    ``owner`` is the class around it, whose private names it may use. ``visible`` are the variables of the frame, or
    those and the globals. ``error`` is a type and a message, where it raises. ``traced``: the debugger was in its way.
    """
    inplace, guard = _load("inplace.py"), _load("guard.py")
    told: dict[str, Any] = {"python": [sys.executable, sys.version.split()[0]]}
    began_ns = perf_counter_ns()
    try:
        run = _rounds(inplace, _tree(code, owner), globals_, visible)
        with _Quiet(), _Untold():
            told.update(guard["limited"](lambda: inplace["readings"](run, BUDGET_NS), LIMIT_S))
            told["traced"] = inplace["turn_cost_ns"]() > SLOW_TURN_NS
    except guard["TooLong"]:
        told["error"] = ["NeverReturned", ""]
    except BaseException as problem:  # noqa: BLE001  (also SystemExit: the program is to go on)
        told["error"] = guard["said"](problem)
    told["taken_ns"] = perf_counter_ns() - began_ns
    return json.dumps(told)


def _load(name: str) -> dict[str, Any]:
    path = os.path.join(FOLDER, name)
    names: dict[str, Any] = {"__name__": "heatline_" + name.partition(".")[0], "__file__": path}
    with open(path, encoding="utf-8") as file:
        exec(compile(file.read(), path, "exec", dont_inherit=True), names)
    return names


def _tree(code: str, owner: str) -> ast.Module:
    tree = ast.parse(code)
    if owner.strip("_"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                node.id = _mangled(node.id, owner)
            elif isinstance(node, ast.Attribute):
                node.attr = _mangled(node.attr, owner)
    return tree


def _mangled(name: str, owner: str) -> str:
    private = name.startswith("__") and not name.endswith("__")
    return f"_{owner.lstrip('_')}{name}" if private else name


def _rounds(
    inplace: dict[str, Any], tree: ast.Module, globals_: dict[str, Any], visible: dict[str, Any]
) -> Callable[[int], int]:
    """The snippet in a function whose parameters are the frame's variables: they are as fast there, and stay its own.

    A module's variables are its globals.
    """
    locals_ = _locals(globals_, visible)
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names = {name: locals_[name] for name in sorted(named & locals_.keys())}
    parameters = "".join(f", {name}" for name in names)
    around: Any = ast.parse(inplace["ROUNDS"].format(parameters=parameters, statement="pass"))
    around.body[0].body[1].body = tree.body or [ast.Pass()]
    code = compile(ast.fix_missing_locations(around), "<timeit>", "exec", dont_inherit=True)
    run: Callable[[int], int] = inplace["bound"](code, names, globals_)
    return run


def _locals(globals_: dict[str, Any], visible: dict[str, Any]) -> dict[str, Any]:
    """The variables of the frame alone: what a global of the same name is not."""
    missing = object()
    return {name: value for name, value in visible.items() if value is not globals_.get(name, missing)}


class _Quiet:
    """What is printed meanwhile goes nowhere."""

    def __enter__(self) -> None:
        self._nowhere = open(os.devnull, "w", encoding="utf-8", errors="replace")
        self._before = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = self._nowhere

    def __exit__(self, *about: object) -> None:
        sys.stdout, sys.stderr = self._before
        self._nowhere.close()


class _Untold:
    """The debugger is told of nothing meanwhile. Up to 3.11 it is not anyway: what it is told of while it evaluates
    is nothing. From 3.12 on functions that it watches are slower all the same, so that their events are taken away.
    """

    def __enter__(self) -> None:
        self._everywhere: list[tuple[int, int]] = []
        self._local: list[tuple[int, Any, int]] = []
        monitoring: Any = getattr(sys, "monitoring", None)
        tools = [] if monitoring is None else [tool for tool in range(6) if monitoring.get_tool(tool) is not None]
        codes = _codes() if tools else []
        for tool in tools:
            self._everywhere.append((tool, monitoring.get_events(tool)))
            monitoring.set_events(tool, 0)
            for code in codes:
                events = monitoring.get_local_events(tool, code)
                if events:
                    self._local.append((tool, code, events))
                    monitoring.set_local_events(tool, code, 0)

    def __exit__(self, *about: object) -> None:
        monitoring: Any = getattr(sys, "monitoring", None)
        for tool, code, events in self._local:
            monitoring.set_local_events(tool, code, events)
        for tool, events in self._everywhere:
            monitoring.set_events(tool, events)
        self._local.clear()


def _codes() -> list[Any]:
    """The code objects of all functions there are, and those within."""
    function, kind = type(_codes), type(_codes.__code__)
    found: dict[int, Any] = {}
    waiting = [each.__code__ for each in gc.get_objects() if type(each) is function]
    while waiting:
        code = waiting.pop()
        if id(code) not in found:
            found[id(code)] = code
            waiting += [const for const in code.co_consts if isinstance(const, kind)]
    return list(found.values())
