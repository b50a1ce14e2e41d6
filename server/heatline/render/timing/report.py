"""Timings for a terminal or a file: of each function the verdict, a table, and what may mislead."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from heatline.analysis.answers import Answer, GrowthAnswer, Timed, profile_answers
from heatline.analysis.shares import run_shares
from heatline.render.numbers import count
from heatline.render.report import ReportStyle
from heatline.render.report_head import report_head
from heatline.render.report_page import NARROWEST, ReportPage
from heatline.render.terminal import columns, cut
from heatline.render.text_table import text_table
from heatline.render.timing.notes import answer_notes, timing_method
from heatline.render.timing.table import NATURAL_HEAD, NONE, TimedCells, table_head, table_rows
from heatline.render.timing.text import taken_text, verdict
from heatline.render.timing.verdict import other_text
from heatline.render.timing.words import call_text, title_text
from heatline_runner.model import Profile

LONGEST_NAME: Final = 30
SHORTEST_CALL: Final = 16


def timing_report(profile: Profile, style: ReportStyle) -> str:
    """How it ran; then each function or selection, in the order of the rows."""
    page = ReportPage(style.width, style.colour, {})
    lines = list(report_head(run_shares(profile), page))
    for answer in profile_answers(profile):
        lines += ["", page.styled(title_text(answer), "bold"), *page.wrapped(verdict(answer))]
        width = max(page.width, NARROWEST)
        tables = [[cut(line.rstrip(), width) for line in table] for table in _tables(answer, width)]
        for part in (*tables, list(_notes(answer, page))):
            lines += ["", *part] if part else []
    return "\n".join(lines) + "\n"


def _tables(answer: Answer, width: int) -> Iterator[list[str]]:
    """None where nothing was timed: the verdict says why."""
    if all(row.summary is None for row in answer.rows):
        return
    plain = [_cells(each) for each in table_rows(answer) if each.row.base.size is None]
    if plain:
        head = table_head(answer)
        left_out = head.index("First call" if head == NATURAL_HEAD else "Slowest")
        yield _fitting(_without(head, left_out), [_without(cells, left_out) for cells in plain], width)
    if answer.growth is not None:
        yield _growth_table(answer.growth)


def _cells(found: TimedCells) -> tuple[str, ...]:
    """The verdict beside the side that it is on, which it need not name."""
    compared = found.row.comparison
    is_told = compared is not None and found.cells[-1] not in ("", NONE)
    return (*found.cells[:-1], other_text(compared)) if compared is not None and is_told else found.cells


def _fitting(head: tuple[str, ...], rows: list[tuple[str, ...]], width: int) -> list[str]:
    """The table; where it would be too wide, with the calls cut, as far as that helps."""
    table = text_table(head, rows)
    too_wide = max(map(columns, table)) - width
    if too_wide <= 0:
        return table
    most = max(SHORTEST_CALL, max(columns(call) for call, *_ in rows) - too_wide)
    return text_table(head, [(cut(call, most), *cells) for call, *cells in rows])


def _without(cells: tuple[str, ...], column: int) -> tuple[str, ...]:
    """A terminal has no room for all columns."""
    return (*cells[:column], *cells[column + 1 :])


def _growth_table(over: GrowthAnswer) -> list[str]:
    """A row for each n."""
    base, other = over.rows[0].base, over.rows[0].other
    names = [call_text(trial, LONGEST_NAME) for trial in (base, other) if trial is not None]
    head = ["n", *names, *([] if other is None else ["The second is"])]
    return text_table(head, [_growth_row(row) for row in over.rows], words=0)


def _growth_row(row: Timed) -> list[str]:
    cells = [count(row.base.size or 0), NONE if row.summary is None else taken_text(row.base, row.summary)]
    if row.other is None:
        return cells
    second = NONE if row.other_summary is None else taken_text(row.other, row.other_summary)
    return [*cells, second, NONE if row.comparison is None else other_text(row.comparison)]


def _notes(answer: Answer, page: ReportPage) -> Iterator[str]:
    width = max(page.width, NARROWEST)
    for note in answer_notes(answer):
        yield from wrap(note, width, initial_indent="! ", subsequent_indent="  ")
    yield from page.wrapped(f"Timed {method}." if (method := timing_method(answer)) else "")
