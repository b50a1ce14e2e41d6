"""What a part of the benchmark is given, what it comes to, and what the page says of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.goals import Goal
from bench.pythons import VERSIONS, BenchPython, Versions
from bench.tables import Table


@dataclass(frozen=True)
class Bench:
    """One run of the benchmark: ``folder`` is empty and the part's own, ``cache`` has what is fetched once.

    ``quick``: less is done, and what it comes to is not for the page.
    """

    pythons: tuple[BenchPython, ...]
    folder: Path
    cache: Path
    rounds: int
    quick: bool

    def say(self, what: str) -> None:
        """Tell what is measured now."""
        sys.stderr.write(f"{what} …\n")
        sys.stderr.flush()


@dataclass(frozen=True)
class Section:
    """What a part came to, and by how many rounds; ``files`` are kept beside the page, by name.

    ``ratios`` are what the next run compares itself with, by a name that tells what each is; ``chart`` is the name of
    the file that is shown above the tables.
    """

    rounds: int
    goals: tuple[Goal, ...]
    tables: tuple[Table, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    ratios: Mapping[str, float] = field(default_factory=dict)
    chart: str | None = None


@dataclass(frozen=True)
class Part:
    """``name`` is what ``--part`` is given, ``title`` the head of its section, ``about`` what stands below it.

    ``peers`` are the pinned packages that it compares with, ``versions`` the Pythons it is measured on.
    """

    name: str
    title: str
    about: str
    peers: tuple[str, ...]
    measure: Callable[[Bench], Section]
    versions: Versions = VERSIONS
