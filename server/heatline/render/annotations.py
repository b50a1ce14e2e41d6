"""The text at the end of each line, in columns that line up over the whole file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from heatline.analysis.figures import Figures, LineFigures
from heatline.analysis.shares import FileShares, LineShare
from heatline.protocol import Annotation
from heatline.render.numbers import SPACE, duration, increment, percent, times
from heatline.render.program_text import plain_line
from heatline_runner.model import Failure

SEPARATOR: Final = f"{SPACE}·{SPACE}"
FAILURE_WIDTH: Final = 80
Part = Callable[[LineShare], "str | None"]


@dataclass(frozen=True)
class AnnotationTexts:
    """The figures of each measured line, as drawn; made once for a profile's file, however its text drifts after."""

    lines: Mapping[int, str]
    unfinished: str  # what a line says that began and has no figures


def annotation_texts(file: FileShares, show: tuple[str, ...]) -> AnnotationTexts:
    """The texts with the parts that ``show`` names, in its order: percent, time, hits, per_hit."""
    rows = {line: rows[0] for line, rows in file.lines.items() if _has_figures(rows[0])}
    columns = [column for part in _parts(show) if any(column := [part(row) for row in rows.values()])]
    drawn = [_joined(cells) for cells in zip(*map(_aligned, columns), strict=True)] if columns else [""] * len(rows)
    unfinished = "running" if file.run.profile.run.outcome == "running" else "did not end"
    return AnnotationTexts(dict(zip(rows, drawn, strict=True)), unfinished)


def line_annotations(figures: Figures, texts: AnnotationTexts) -> tuple[Annotation, ...]:
    """An annotation for every line that shows something, in order."""
    return tuple(_annotations(figures, texts))


def failure_text(failure: Failure) -> str:
    """``✗ ZeroDivisionError: division by zero``, on one line."""
    said = f"{failure.type}: {failure.message}" if failure.message.strip() else failure.type
    return plain_line(f"✗ {said}", FAILURE_WIDTH)


def _annotations(figures: Figures, texts: AnnotationTexts) -> Iterator[Annotation]:
    for line in figures.lines.values():
        text = texts.lines.get(line.measured_line, "")
        unfinished = not text and any(row.running for row in line.rows)
        if line.failure is not None:
            text = f"{text}{SPACE * 2}{failure_text(line.failure)}" if text else failure_text(line.failure)
            yield Annotation(line.line, text, line.rows[0].level if line.rows else None, "failed")
        elif line.state == "never_ran":
            yield Annotation(line.line, "", None, "never_ran")
        elif line.state == "stale":
            if text or unfinished or _never_ran(line):
                yield Annotation(line.line, "stale", None, "stale")
        elif text or unfinished:
            yield Annotation(line.line, text or texts.unfinished, line.rows[0].level, "measured")


def _never_ran(line: LineFigures) -> bool:
    return all(row.never_ran for row in line.rows)


def _has_figures(row: LineShare) -> bool:
    return row.hits != 0 and any(value is not None for value in row.values.values())


def _parts(show: tuple[str, ...]) -> list[Part]:
    known: dict[str, Part] = {
        "percent": lambda row: None if row.percent is None else percent(row.percent),
        "time": lambda row: None if row.time_ns is None else duration(row.time_ns),
        "hits": lambda row: None if row.hits is None else times(row.hits),
        "per_hit": lambda row: None if row.per_hit_ns is None else f"{duration(row.per_hit_ns)}{SPACE}each",
    }
    return [_increment, *(known[name] for name in dict.fromkeys(show) if name in known)]


def _increment(row: LineShare) -> str | None:
    increment_bytes = row.values.get("increment_bytes")
    return None if increment_bytes is None else increment(increment_bytes)


def _aligned(column: list[str | None]) -> list[str]:
    """The cells as wide as the widest: numbers end below each other, and units begin there."""
    pairs = [(cell or "").partition(SPACE) for cell in column]
    digits = max(len(number) for number, _, _ in pairs)
    unit = max(len(gap + unit) for _, gap, unit in pairs)
    return [number.rjust(digits, SPACE) + (gap + unit_).ljust(unit, SPACE) for number, gap, unit_ in pairs]


def _joined(cells: tuple[str, ...]) -> str:
    """The cells with a dot between those that say something, blank where they do not."""
    text = ""
    for cell in cells:
        blank = not cell.strip() or not text.strip()
        text += (SPACE * len(SEPARATOR) if blank else SEPARATOR) + cell if text else cell
    return text.rstrip()
