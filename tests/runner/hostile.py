"""The hostile collection: programs that a profiler has trouble with, and what is expected of each.

``tests/programs/hostile/manifest.json`` has by a program's name its exit code (negative: a signal) and what it prints;
a line of a program that ends in ``# hits N`` runs that often. What is ``lost`` by
a tracer is said there: of "hits", "stdout", "stderr" or "exit" (or "all" of it, where it is not run), and why.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from place import Measured, Place

FOLDER = Path(__file__).resolve().parents[1] / "programs" / "hostile"
MARK = re.compile(r"# hits (\d+)")
INPUT = "one\ntwo\nthree\n"
LONG, MANY = 5_000_000, 100_000


@dataclass(frozen=True)
class Case:
    """A program: ``run`` is what Python is given, ``prints`` what it writes to stdout, None: what plain Python does.

    ``since`` is the oldest Python that it is for; ``odd_stderr``: what it says there is not the same twice. ``named``
    is what its file is called when it is run.
    """

    name: str
    exit: int
    prints: str | None
    run: tuple[str, ...]
    since: tuple[int, int]
    odd_stderr: bool
    named: str
    lost: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def lay(self, folder: Path) -> None:
        """Put the program into ``folder``."""
        source = FOLDER / self.name
        if self.run[0] == "-m":
            shutil.copytree(source, folder / self.run[1], dirs_exist_ok=True)
        elif source.is_dir():
            shutil.copytree(source, folder, dirs_exist_ok=True)
        elif self.name in GENERATED:
            (folder / self.named).write_text(GENERATED[self.name](), encoding="utf-8")
        else:
            shutil.copy(source.with_suffix(".py"), os.fsencode(folder) + b"/" + os.fsencode(self.named))

    def hits(self) -> dict[str, dict[int, int]]:
        """By the name of a file, line to hits, of the lines that say so."""
        source = FOLDER / self.name
        if self.name in GENERATED:
            return {self.named: _marked(GENERATED[self.name]().encode())}
        if source.is_dir():
            return {path.name: _marked(path.read_bytes()) for path in source.glob("*.py")}
        return {self.named: _marked(source.with_suffix(".py").read_bytes())}


def cases() -> list[Case]:
    """All that the manifest names, and each odd name that a file may have."""
    known = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return [_case(name, expected) for name, expected in known.items()]


def wrong_hits(case: Case, measured: Measured) -> dict[str, dict[int, tuple[int, float]]]:
    """By file, the lines whose hits are others than they say: expected and found."""
    wrong: dict[str, dict[int, tuple[int, float]]] = {}
    for file, expected in case.hits().items():
        found: dict[int, float] = {}
        for table in measured.profile.lines:
            if Path(table.path).name == file:
                for line, hits in zip(table.line, table.values["hits"], strict=True):
                    found[line] = found.get(line, 0) + (hits or 0)
        lines = {line: (hits, found.get(line, 0)) for line, hits in expected.items() if found.get(line, 0) != hits}
        if lines:
            wrong[file] = lines
    return wrong


def same_words(place: Place, text: str) -> str:
    """What was printed, without the folder that it was printed in."""
    return text.replace(str(place.folder), "FOLDER").replace(str(place.scratch), "SCRATCH")


def _case(name: str, expected: Mapping[str, object]) -> Case:
    run = tuple(map(str, expected.get("run", ())))  # type: ignore[call-overload]  # a list of strings
    named = str(expected.get("named", f"{Path(name).name}.py"))
    since = tuple(map(int, str(expected.get("since", "3.10")).split(".")))
    source = str(expected.get("program", name))
    prints = expected.get("prints")
    return Case(
        source,
        int(str(expected["exit"])),
        None if prints is None else str(prints),
        run or (named,),
        (since[0], since[1]),
        bool(expected.get("odd_stderr")),
        named,
        dict(expected.get("lost", {})),  # type: ignore[call-overload]  # by tracer
    )


def _marked(data: bytes) -> dict[int, int]:
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = enumerate(text.split("\n"), 1)
    return {number: int(mark[1]) for number, line in lines if (mark := MARK.search(line)) is not None}


def _long_line() -> str:
    return f"long = '{'x' * LONG}'  # hits 1\nprint(len(long))  # hits 1\n"


def _many_lines() -> str:
    body = "".join(f"    n += {number % 7}\n" for number in range(MANY - 4))
    return f"def work():\n    n = 0  # hits 1\n{body}    return n  # hits 1\nprint(work())  # hits 1\n"


GENERATED = {"long_line": _long_line, "many_lines": _many_lines}
