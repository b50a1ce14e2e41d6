"""A picture of slowdowns, as SVG: bars on a logarithmic axis, readable on light and on dark pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log10
from xml.sax.saxutils import escape

WIDTH, LEFT, RIGHT, TOP, BAR, GAP = 860, 300, 70, 64, 15, 12
TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
COLOURS = ("#3b82c4", "#2a9d6f", "#c77d1e", "#9b6bc9")
STYLE = """\
text { font: 13px system-ui, sans-serif; fill: #24292f; }
.axis { stroke: #8c959f; stroke-opacity: 0.5; }
.worst { stroke: #57606a; stroke-width: 2; }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .worst { stroke: #adbac7; } }"""


def slowdown_chart(slowdowns: Mapping[str, Mapping[str, tuple[float, float]]]) -> str:
    """``slowdowns`` has median and worst by tool and Python; a bar ends at the median, its line at the worst."""
    versions = sorted({version for each in slowdowns.values() for version in each}, key=_by_number)
    most = max((worst for each in slowdowns.values() for _, worst in each.values()), default=10.0)
    end = next((tick for tick in TICKS if tick >= most), TICKS[-1])
    height = TOP + len(slowdowns) * (len(versions) * BAR + GAP) + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        "<title>Slowdown under each tool, median and worst of pyperformance's programs and our examples</title>",
        f"<style>{STYLE}</style>",
        *_legend(versions),
        *_axis(end, height),
        *_bars(slowdowns, versions, end),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _legend(versions: list[str]) -> Iterator[str]:
    yield f'<text x="{LEFT}" y="20">Times as long as plain Python: median, and line to the worst</text>'
    for index, version in enumerate(versions):
        x = 10 + index * 70
        yield f'<rect x="{x}" y="10" width="12" height="12" fill="{_colour(index)}"/>'
        yield f'<text x="{x + 17}" y="20">{version}</text>'


def _axis(end: float, height: int) -> Iterator[str]:
    for tick in TICKS:
        if tick <= end:
            x = _x(tick, end)
            yield f'<line class="axis" x1="{x:.1f}" y1="{TOP - 12}" x2="{x:.1f}" y2="{height - GAP}"/>'
            yield f'<text x="{x:.1f}" y="{TOP - 18}" text-anchor="middle">{tick}×</text>'


def _bars(slowdowns: Mapping[str, Mapping[str, tuple[float, float]]], versions: list[str], end: float) -> Iterator[str]:
    y = TOP
    for title, by_version in slowdowns.items():
        middle = y + len(versions) * BAR / 2 + 4
        yield f'<text x="{LEFT - 10}" y="{middle:.0f}" text-anchor="end">{escape(title)}</text>'
        for index, version in enumerate(versions):
            if version in by_version:
                yield from _bar(by_version[version], y + index * BAR, _colour(index), end)
        y += len(versions) * BAR + GAP


def _bar(figures: tuple[float, float], y: int, colour: str, end: float) -> Iterator[str]:
    typical, worst = figures
    x, to = _x(typical, end), _x(worst, end)
    yield f'<rect x="{LEFT}" y="{y}" width="{x - LEFT:.1f}" height="{BAR - 3}" fill="{colour}"/>'
    yield f'<line class="worst" x1="{x:.1f}" y1="{y + 6}" x2="{to:.1f}" y2="{y + 6}"/>'
    yield f'<text x="{to + 5:.1f}" y="{y + 11}">{typical:.{1 if typical < 100 else 0}f}×</text>'


def _x(ratio: float, end: float) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * log10(max(ratio, 1.0)) / log10(end)


def _colour(index: int) -> str:
    return COLOURS[index % len(COLOURS)]


def _by_number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))
