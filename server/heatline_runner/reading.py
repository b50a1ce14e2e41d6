"""What the child left in the run's folder, parsed: the user's files it loaded and its newest snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import decode_source
from pathlib import Path
from typing import Any

from heatline_runner import run_dir

FOLDED = ("<lambda>", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>", "<generic parameters of")


@dataclass(frozen=True)
class CodeRow:
    """A code object: ``lines`` are those it can execute, ``parent`` the index of the one it is nested in, or -1.

    ``label`` is its qualified name where its Python knows that, else its name. ``is_class``: a class or module body.
    """

    filename: str
    first_line: int
    name: str
    label: str
    lines: tuple[int, ...]
    parent: int
    is_class: bool

    @property
    def is_folded(self) -> bool:
        """Whether its lines belong to the function around it: a lambda, a comprehension, a generator."""
        return self.name.startswith(FOLDED)

    @property
    def is_annotation(self) -> bool:
        """Whether it only evaluates annotations (3.14 and later), so that its lines are not statements that can run."""
        return self.name == "__annotate__"


@dataclass(frozen=True)
class LoadedFile:
    """A file of the user's: the name its code objects have, its real path, its text as Python decodes it."""

    filename: str
    path: str
    text: str
    codes: tuple[CodeRow, ...]

    def qualified_names(self) -> list[str]:
        """Each code object's name as ``__qualname__`` has it, which 3.10's code objects do not know."""
        names: list[str] = []
        for row in self.codes:
            up = self.codes[row.parent] if row.parent >= 0 else None
            if up is None or up.parent < 0:
                names.append(row.name)
            else:
                names.append(f"{names[row.parent]}.{'' if up.is_class else '<locals>.'}{row.name}")
        return names

    def end_lines(self) -> list[int]:
        """The last line of each code object or of anything nested in it."""
        ends = [max(row.lines, default=row.first_line) for row in self.codes]
        for index in reversed(range(len(ends))):
            parent = self.codes[index].parent
            if parent >= 0:
                ends[parent] = max(ends[parent], ends[index])
        return ends


@dataclass(frozen=True)
class Snapshot:
    """The child's newest reading. ``ending`` is None while, or because, it never came to its end.

    ``running`` are ``(file, first line of the code object, line)``, ``recursive`` ``(file, first line)``, ``tables``
    whatever the engine's own half reads.
    """

    body_ns: int
    cpu_ns: int
    thread_ns: int
    spacing_ns: int
    forked: bool
    ending: tuple[Any, ...] | None
    running: tuple[tuple[str, int, int], ...]
    recursive: frozenset[tuple[str, int]]
    tables: Any


NOTHING = Snapshot(0, 0, 0, 0, False, None, (), frozenset(), {})


@dataclass(frozen=True)
class Reading:
    """All that one process left."""

    files: tuple[LoadedFile, ...]
    snapshot: Snapshot


def read(folder: Path) -> Reading:
    """What is in the run's ``folder`` by now; empty where nothing is, or where it cannot be made sense of."""
    files = tuple(file for path in sorted(folder.glob("*" + run_dir.SOURCES)) for file in _files(path))
    snapshots = [s for path in folder.glob("*" + run_dir.SNAPSHOT) for s in _snapshots(path)]
    return Reading(files, snapshots[-1] if snapshots else NOTHING)


def _files(path: Path) -> Iterator[LoadedFile]:
    record: Any  # four values, or it is no record of ours
    for record in run_dir.read_all(str(path)):
        try:
            filename, real, text, codes = record
            rows = tuple(
                CodeRow(filename, f, name, label, tuple(lines), up, c) for f, name, label, lines, up, c in codes
            )
            yield LoadedFile(filename, real, decode_source(text), rows)
        except (TypeError, ValueError, SyntaxError):
            continue  # torn, forged, or a text that Python itself could not decode


def _snapshots(path: Path) -> Iterator[Snapshot]:
    for record in run_dir.read_all(str(path)):
        try:
            fields: dict[str, Any] = dict(record)  # type: ignore[call-overload]  # the same
            fields["running"] = tuple(map(tuple, fields["running"]))
            fields["recursive"] = frozenset(map(tuple, fields["recursive"]))
            yield Snapshot(**fields)
        except (TypeError, ValueError, KeyError):
            continue
