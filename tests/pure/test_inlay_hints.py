"""The annotations as inlay hints."""

from __future__ import annotations

import pytest
from lsprotocol.types import InlayHint, PositionEncodingKind
from written_profiles import annotated, figures, memory_profile, module, plain, profile, side_by_side

from heatline.analysis.figures import Figures
from heatline.render.inlay_hints import inlay_hints


def hints(shown: Figures, encoding: PositionEncodingKind = PositionEncodingKind.Utf16) -> list[InlayHint]:
    return inlay_hints(shown.text, annotated(shown), encoding)


def test_hints_stand_at_line_ends_unaligned() -> None:
    drawn = [plain(f"{hint.position.line}:{hint.position.character} {hint.label}") for hint in hints(figures())]

    assert drawn == [
        "0:17 <1 % · 1.00 μs · 1×",
        "1:13 <1 % · 500 ns · 1×",
        "2:22 25 % · 20.0 ms · 1,001×",
        "3:24 75 % · 60.0 ms · 1,000×",
        "4:16 <1 % · 300 ns · 1×",
        "7:13 <1 % · 1.00 μs · 1×",
        "11:23 100 % · 90.0 ms · 1×",
    ]


def test_lines_that_never_ran_have_no_hint() -> None:
    assert 8 not in [hint.position.line for hint in hints(figures())]


@pytest.mark.parametrize(
    ("encoding", "end"),
    [(PositionEncodingKind.Utf8, 11), (PositionEncodingKind.Utf16, 8), (PositionEncodingKind.Utf32, 7)],
)
def test_ends_are_counted_in_the_units_of_the_client(encoding: PositionEncodingKind, end: int) -> None:
    text = "x\t='é😀'"

    assert hints(figures(module((1, 1, 1.0), text=text), text), encoding)[0].position.character == end


def test_an_empty_profile_has_no_hints() -> None:
    assert hints(figures(profile("", [], []), "")) == []


def test_what_stands_side_by_side_is_one_hint() -> None:
    shown = side_by_side(profile(), memory_profile())
    labels = [plain(str(each.label)) for each in inlay_hints(shown[0].text, annotated(shown))]

    assert "75 % · 60.0 ms · 1,000× │ +112 MiB" in labels
