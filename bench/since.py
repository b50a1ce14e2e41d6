"""Ratios of a run, kept beside the page, and how those of the next one differ."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.tables import Table

HEAD = ("what", "", "then", "now", "change")
NOTED = 0.1  # smaller changes are noise


@dataclass(frozen=True)
class Kept:
    """The ratios of one part, and what they were taken on: facts of the machine, the date last."""

    facts: tuple[str, ...]
    ratios: Mapping[str, float]


def read_kept(file: Path) -> Mapping[str, Kept]:
    """By part's name; empty where there is no such file."""
    if not file.exists():
        return {}
    parts = json.loads(file.read_text("utf-8"))
    return {name: Kept(tuple(part["facts"]), part["ratios"]) for name, part in parts.items()}


def kept_text(parts: Mapping[str, Kept]) -> str:
    """What ``read_kept`` reads."""
    plain = {name: {"facts": part.facts, "ratios": part.ratios} for name, part in sorted(parts.items())}
    return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"


def since_table(before: Kept | None, now: Kept) -> Table | None:
    """What changed by more than noise; None where there is nothing to compare with."""
    if before is None or not before.ratios.keys() & now.ratios.keys():
        return None
    then = f"Since last time ({before.facts[-1]})" if before.facts else "Since last time"
    title = f"{then}, on {_machine(before.facts, now.facts)}: what changed by more than {NOTED:.0%}"
    rows = tuple(_rows(before.ratios, now.ratios))
    return Table(title, HEAD, rows or (("nothing", "", "–", "–", "–"),))


def _rows(before: Mapping[str, float], now: Mapping[str, float]) -> Iterator[tuple[str, ...]]:
    for name, ratio in now.items():
        then = before.get(name)
        if then and abs(ratio / then - 1) > NOTED:
            subject, _, figure = name.rpartition(": ")
            yield (subject, figure, f"{then:.2f}", f"{ratio:.2f}", f"{ratio / then - 1:+.0%}")


def _machine(before: Sequence[str], now: Sequence[str]) -> str:
    """Facts are the system, the processor, how many; the load and the date tell nothing of the machine."""
    said = [tuple(fact for fact in facts[:-1] if not fact.startswith("load ")) for facts in (before, now)]
    return "the same kind of machine" if said[0] == said[1] else f"another machine ({', '.join(said[0])})"
