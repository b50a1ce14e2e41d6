"""The lines of a run with the most memory, as a table: where to look first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from heatline.analysis.ranking import RankedLine, Ranking
from heatline.render.columns import short_title
from heatline.render.numbers import SPACE, count, metric, percent, size
from heatline.render.program_text import plain_line
from heatline.render.report_page import ReportPage
from heatline.render.terminal import columns, cut, heated
from heatline.render.text_table import text_table
from heatline_runner.model import Metric, Profile

MOST: Final = 10
NAME_WIDTH: Final = 40
LEAST_SOURCE: Final = 20  # columns of a line's text that are shown however narrow the terminal is
NUMBERS: Final = {"increment_bytes": "hits", "allocated_bytes": "blocks", "growth_bytes": "growth_blocks"}


def top_lines(of: Ranking, profile: Profile, page: ReportPage) -> Iterator[str]:
    """A title, the first ten lines of the ranking, and what the others have."""
    shown = of.lines[:MOST]
    yield page.styled(_title(of, len(shown)), "bold")
    yield from page.wrapped(_shares(of))
    metrics = (of.metric, *(each for each in profile.metrics if each.id == NUMBERS.get(of.metric.id)))
    names = _names([each.path for each in shown], min(NAME_WIDTH, page.width // 3))
    rows = [_cells(at, each, names[each.path], metrics) for at, each in enumerate(shown, 1)]
    titles = ("", "Line", *map(short_title, metrics), *(["%"] if of.whole else []))
    head, *lines = text_table(titles, [row[: len(titles)] for row in rows], words=2)
    yield page.styled(f"{head}   Source", "dim")
    for each, figures in zip(shown, lines, strict=True):
        source = cut(page.source(each.path, each.line), max(page.width - columns(figures) - 3, LEAST_SOURCE))
        yield f"{heated(figures, each.level, page.colour)} {source}".rstrip()
    if len(of.lines) > MOST:
        yield page.styled(_rest(of), "dim")


def _title(of: Ranking, number: int) -> str:
    lines = f"Top {count(number)} lines" if number > 1 else "Top line"
    return f"{lines}: {of.metric.title.lower()}"


def _shares(of: Ranking) -> str:
    """What the table's percents are parts of, and what the figures have in them."""
    whole = "" if of.whole is None else f"Percents are parts of {_whole(of, size(of.whole))}."
    return whole if of.is_sum else f"{whole} What a line calls is in its increment.".lstrip()


def _whole(of: Ranking, whole: str) -> str:
    if not of.is_sum:
        return f"the {whole} that the process grew by, to its peak"
    held = "one line holds" if len(of.lines) == 1 else f"{count(len(of.lines))}{SPACE}lines hold together"
    return f"{whole}, all that {held}"


def _rest(of: Ranking) -> str:
    rest = of.lines[MOST:]
    more = f"… and {count(len(rest))} more {'line' if len(rest) == 1 else 'lines'}"
    return f"{more} with {size(sum(each.amount for each in rest))}" if of.is_sum else more


def _cells(at: int, ranked: RankedLine, name: str, metrics: Sequence[Metric]) -> tuple[str, ...]:
    values = (ranked.values.get(each.id) for each in metrics)
    figures = ("" if value is None else metric(value, each) for value, each in zip(values, metrics, strict=True))
    share = "" if ranked.share is None else percent(ranked.share)
    return (count(at).rjust(2), f"{name}:{ranked.line}", *figures, share)


def _names(paths: Sequence[str], width: int) -> dict[str, str]:
    """Each file's name, with folders before it where two have the same; a long one without its beginning."""
    names = {}
    for path in paths:
        parts = PurePath(path).parts
        same = [PurePath(other).parts for other in set(paths) if other != path]
        length = next((n for n in range(1, len(parts)) if all(parts[-n:] != each[-n:] for each in same)), len(parts))
        name = plain_line(str(PurePath(*parts[-length:])), 400)
        names[path] = name if len(name) <= width else "…" + name[1 - width :]
    return names
