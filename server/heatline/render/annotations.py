"""The text at the end of each line, in columns that line up over the whole file.

What each instrument measured of a line is a group, ``41 % · 12.4 ms · 333,333× │ +25.4 MiB``, with its own freshness.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from heatline.analysis.figures import Figures, LineFigures
from heatline.analysis.memory import subject
from heatline.analysis.shares import FileShares, LineShare
from heatline.protocol import Annotation
from heatline.render.annotation_parts import Part, shown_parts
from heatline.render.numbers import SPACE
from heatline.render.program_text import plain_line
from heatline_runner.model import Failure

SEPARATOR: Final = f"{SPACE}·{SPACE}"
GROUP_SEPARATOR: Final = f"{SPACE}│{SPACE}"
STALE: Final = "stale"
FAILURE_WIDTH: Final = 80


@dataclass(frozen=True)
class FileTexts:
    """The figures of each measured line of a profile, as drawn; they are part of ``group``, ``width`` characters wide.

    ``unfinished`` is what a line says that began and has no figures.
    """

    group: int
    width: int
    lines: Mapping[int, str]
    unfinished: str


def annotation_texts(files: Sequence[FileShares], show: tuple[str, ...]) -> tuple[FileTexts, ...]:
    """The texts of each file, with the parts that ``show`` names in its order; profiles of one subject are a group.

    Made once, however the text drifts after. Hits are told by the first group that counted them.
    """
    texts: list[FileTexts] = []
    hits_told = False
    for number, (_, group) in enumerate(groupby(files, key=lambda file: subject(file.run.profile))):
        together = tuple(group)
        rows = [_shown_rows(file) for file in together]
        drawn = _drawn([row for each in rows for row in each.values()], shown_parts(together[0], show, not hits_told))
        width = max(map(len, drawn), default=0)
        at = iter(drawn)
        texts += [
            FileTexts(number, width, {line: next(at) for line in each}, _unfinished(file))
            for file, each in zip(together, rows, strict=True)
        ]
        hits_told = hits_told or any(row.hits is not None for each in rows for row in each.values())
    return tuple(texts)


def line_annotations(
    figures: Sequence[Figures], texts: Sequence[FileTexts], part: tuple[int, int] | None = None
) -> tuple[Annotation, ...]:
    """An annotation for every line that shows something, in order; ``texts`` are those of each of ``figures``.

    With ``part`` only for the lines from its first to its last.
    """
    widths = {each.group: each.width for each in texts}
    lines: dict[int, list[tuple[LineFigures, FileTexts]]] = {}
    for of, told in zip(figures, texts, strict=True):
        for found in of.lines.between(*(part or (1, len(of.text)))):
            lines.setdefault(found.line, []).append((found, told))
    annotations = (_annotation(lines[line], widths) for line in sorted(lines))
    return tuple(each for each in annotations if each is not None)


def failure_text(failure: Failure) -> str:
    """``✗ ZeroDivisionError: division by zero``, on one line."""
    said = f"{failure.type}: {failure.message}" if failure.message.strip() else failure.type
    return plain_line(f"✗ {said}", FAILURE_WIDTH)


def _annotation(told: list[tuple[LineFigures, FileTexts]], widths: Mapping[int, int]) -> Annotation | None:
    fresh = [found for found, _ in told if found.state != "stale"]
    cells = {texts.group: said for found, texts in told if (said := _said(found, texts))}
    line, text = told[0][0].line, _line_text(cells, widths)
    says = any(found.state != "stale" and texts.group in cells for found, texts in told)
    rows = [found.rows[0] for found in fresh if found.rows]
    level = next((row.level for row in rows if row.level is not None), None)
    memory_level = next((row.memory_level for row in rows if row.memory_level is not None), None)
    failure = next((found.failure for found in fresh if found.failure is not None), None)
    if failure is not None:
        text = f"{text}{SPACE * 2}{failure_text(failure)}" if says else failure_text(failure)
        return Annotation(line, text, level, "failed", memory_level)
    if says:
        return Annotation(line, text, level, "measured", memory_level)
    if any(found.state == "never_ran" for found in fresh):
        ran = any(row.hits for found in fresh for row in found.rows)
        return None if ran else Annotation(line, "", None, "never_ran")
    return Annotation(line, STALE, None, "stale") if cells else None


def _said(found: LineFigures, texts: FileTexts) -> str:
    """What stands in the place of a group on a line."""
    text = texts.lines.get(found.measured_line, "")
    if not text and any(row.running for row in found.rows):
        text = texts.unfinished
    if found.state == "stale":
        never_ran = bool(found.rows) and all(row.never_ran for row in found.rows)
        return STALE if text or never_ran else ""
    return text


def _line_text(cells: Mapping[int, str], widths: Mapping[int, int]) -> str:
    """The groups beside each other; a word that all of them say stands once."""
    if len(cells) > 1 and len(set(cells.values())) == 1:
        return next(iter(cells.values()))
    return _joined(
        [cells.get(group, "").ljust(width, SPACE) for group, width in widths.items() if width or group in cells],
        GROUP_SEPARATOR,
    )


def _unfinished(file: FileShares) -> str:
    return "running" if file.run.profile.run.outcome == "running" else "did not end"


def _shown_rows(file: FileShares) -> dict[int, LineShare]:
    return {line: rows[0] for line, rows in file.lines.items() if _has_figures(rows[0])}


def _has_figures(row: LineShare) -> bool:
    return row.hits != 0 and any(value is not None for value in row.values.values())


def _drawn(rows: list[LineShare], parts: list[Part]) -> list[str]:
    columns = [column for part in parts if any(column := [part(row) for row in rows])]
    return [_joined(cells, SEPARATOR) for cells in zip(*map(_aligned, columns), strict=True)] or [""] * len(rows)


def _aligned(column: list[str | None]) -> list[str]:
    """The cells as wide as the widest: numbers end below each other, units and what follows them begin there."""
    words = [[*(cell or "").split(SPACE, 2), "", ""][:3] for cell in column]
    digits, *widths = (max(map(len, each)) for each in zip(*words, strict=True))
    wide = [width for width in widths if width]
    return [
        SPACE.join(
            [number.rjust(digits, SPACE), *(w.ljust(width, SPACE) for w, width in zip(rest, wide, strict=False))]
        )
        for number, *rest in words
    ]


def _joined(cells: Sequence[str], separator: str) -> str:
    """The cells with ``separator`` between those that say something, blank where they do not."""
    text = ""
    for cell in cells:
        blank = not cell.strip() or not text.strip()
        text += (SPACE * len(separator) if blank else separator) + cell if text else cell
    return text.rstrip()
