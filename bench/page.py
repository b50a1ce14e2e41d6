"""The page that a run writes, docs/benchmarks.md: a section for each part, as it was when that was last run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.goals import goals_table
from bench.part import Part, Section
from bench.parts import PARTS
from bench.tables import markdown

HEAD = "\n## "
ABOUT = """\
# Benchmarks

*Written by `npm run bench`, or a section of it by `npm run bench -- --part NAME`, so that each has a date of its own.
`--quick` takes a few minutes: shorter loops, fewer rounds, and this page stays as it is; so it does with
`--python 3.12`, which measures on that version alone. `--rounds 5` makes more of them.*

To repeat a section: `npm run bench -- --part lines` (or accuracy, start-up, memory, timeit, editor), on a machine with
nothing else to do. It makes environments of its own with the pinned packages named in each section, on the Pythons at
hand. Ratios are kept in [benchmarks.json](benchmarks.json), and the next run says which of them
changed.

What something costs is a ratio of CPU times taken side by side in one run, and the median over its rounds: a busy
machine slows all of them alike."""


def page(before: str, new: Mapping[Part, Section], facts: Sequence[str]) -> str:
    """The page ``before``, with the sections of the parts that are ``new``; ``facts`` are what those were taken on."""
    kept = {text.partition("\n")[0]: text.rstrip("\n") for text in before.split(HEAD)[1:]}
    sections = (_section(part, new[part], facts) if part in new else kept.get(part.title) for part in PARTS)
    return HEAD.join([ABOUT + "\n", *(f"{text}\n" for text in sections if text is not None)])


def _section(part: Part, section: Section, facts: Sequence[str]) -> str:
    on = ", ".join((*facts, *(peer.replace("==", " ") for peer in part.peers)))
    taken = f"Taken with {section.rounds} rounds on: {on}."
    chart = (
        ()
        if section.chart is None
        else (f"![{part.title}, as a chart; the tables below have the figures]({section.chart})",)
    )
    tables = (goals_table(section.goals), *section.tables)
    return "\n\n".join([part.title, part.about, taken, *chart, *map(markdown, tables)])
