"""The source of a function with its figures beside it, line by line, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from heatline.analysis.figures import Figures, LineFigures
from heatline.analysis.shares import FunctionShare, LineShare
from heatline.protocol import Level
from heatline.render.annotations import failure_text
from heatline.render.columns import FigureColumn, figure_columns
from heatline.render.terminal import cut, heated, printable, styled

LONG: Final = 4


@dataclass(frozen=True)
class ListingStyle:
    """``width`` of the terminal and ``line_width`` of the line numbers, in characters; the ``columns`` of figures."""

    width: int
    colour: bool
    line_width: int
    columns: tuple[FigureColumn, ...]


def listing_style(figures: tuple[Figures, ...], width: int, colour: bool) -> ListingStyle:
    """Columns wide enough for every line of these documents of one run, so that all their listings line up."""
    rows = [row for each in figures for rows in each.file.lines.values() for row in rows]
    last_line = max((len(each.text) for each in figures), default=0)
    columns = figure_columns(figures[0].profile.metrics, rows) if figures else ()
    return ListingStyle(width, colour, max(len("Line"), len(str(last_line))), columns)


def function_listing(figures: Figures, function: FunctionShare, style: ListingStyle) -> Iterator[str]:
    """A head and the function's current lines; what is inside a function of its own is left out."""
    lines = _lines_of(figures, function)
    text = {line: printable(figures.text[line - 1]) for line in lines}
    indent = min((len(each) - len(each.lstrip()) for each in text.values() if each.strip()), default=0)
    titles = [column.title for column in style.columns]
    yield styled(f"{_figure_cells('Line', titles, style)}   Source", "dim", style.colour).rstrip()
    before = None
    for line in lines:
        if before is not None and line > before + 1:
            yield styled("⋮".rjust(style.line_width), "dim", style.colour)
        yield from _line(figures.lines.get(line), function, (line, text[line][indent:]), style)
        before = line


def _lines_of(figures: Figures, function: FunctionShare) -> list[int]:
    """The current lines of the function: those it has figures on, and those in it that no inner function holds."""
    held = {
        line
        for inner in figures.file.run.functions
        if _is_inside(inner, function)
        for line in _span(figures, inner)
        if line not in figures.lines or not _row_of(figures.lines[line].rows, function)
    }
    lines = [line for line in _span(figures, function) if line not in held]
    return _trimmed(_shortened(lines, figures, function), figures.text)


def _span(figures: Figures, function: FunctionShare) -> range:
    """Where the function stands now. Measured, it ends with its last code; in the text, with its last bracket."""
    row = function.row
    places = [
        line - block.old + block.new
        for line in range(row.line, row.end_line + 1)
        if (block := figures.drift.block(line)) is not None
    ]
    if not places:
        return range(0)
    definitions = figures.outline.definitions if figures.outline is not None else ()
    ends = [each.end_line for each in definitions if each.line == places[0] and row.name.endswith(each.name)]
    return range(places[0], max(places[-1], *ends, 0) + 1)


def _shortened(lines: list[int], figures: Figures, function: FunctionShare) -> list[int]:
    """Without long docstrings, comments and the like: ``LONG`` lines and more that have no figures."""
    shown: list[int] = []
    for has_figures, run in groupby(lines, lambda line: line == function.row.line or line in figures.lines):
        quiet = list(run)
        if has_figures or len([line for line in quiet if figures.text[line - 1].strip()]) < LONG:
            shown += quiet
    return shown


def _is_inside(inner: FunctionShare, outer: FunctionShare) -> bool:
    same = inner.index == outer.index or inner.row.path != outer.row.path
    return not same and outer.row.line <= inner.row.line and inner.row.end_line <= outer.row.end_line


def _trimmed(lines: list[int], text: tuple[str, ...]) -> list[int]:
    """Without the blank lines at either end and beside what is left out."""
    after_something = _joined(lines, text, 1)
    return _joined(after_something[::-1], text, -1)[::-1]


def _joined(lines: list[int], text: tuple[str, ...], step: int) -> list[int]:
    """Without the blank lines that do not follow on another line, ``step`` before it."""
    kept: list[int] = []
    for line in lines:
        if text[line - 1].strip() or kept[-1:] == [line - step]:
            kept.append(line)
    return kept


def _line(
    found: LineFigures | None, function: FunctionShare, source: tuple[int, str], style: ListingStyle
) -> Iterator[str]:
    line, text = source
    row = _row_of(found.rows, function) if found is not None else None
    stale = found is not None and found.state == "stale"
    figures = _figure_cells(str(line), _cells(row, stale, style), style)
    shown = cut(text, max(style.width - len(figures) - 3, 20))
    level = _level(row) if row is not None and not stale else None
    faded = stale or (row is not None and row.never_ran)
    yield f"{heated(figures, level, style.colour)} {styled(shown, 'dim', style.colour and faded)}".rstrip()
    if found is not None and found.failure is not None and (row is not None or not found.rows):
        yield " " * (len(figures) + 3) + styled(failure_text(found.failure), "failed", style.colour)


def _level(row: LineShare) -> Level | None:
    return row.memory_level if row.level is None else row.level


def _row_of(rows: tuple[LineShare, ...], function: FunctionShare) -> LineShare | None:
    return next((row for row in rows if row.function.index == function.index), None)


def _cells(row: LineShare | None, stale: bool, style: ListingStyle) -> list[str]:
    if row is None:
        return [""] * len(style.columns)
    if stale:
        return ["stale" if column.is_headline else "" for column in style.columns]
    return [column.cell(row) for column in style.columns]


def _figure_cells(line: str, cells: list[str], style: ListingStyle) -> str:
    aligned = [column.aligned(cell) for column, cell in zip(style.columns, cells, strict=True)]
    return "  ".join([line.rjust(style.line_width), *aligned])
