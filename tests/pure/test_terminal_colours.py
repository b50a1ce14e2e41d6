"""Text for a terminal."""

import pytest

from heatline.render.terminal import cut, heated, printable, styled


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("", 3, ""),
        ("日本語", 6, "日本語"),
        ("日本語", 5, "日本…"),
        ("日本語", 4, "日…"),
        ("e\u0301e\u0301", 2, "e\u0301e\u0301"),
        ("abc", 1, "…"),
    ],
)
def test_text_is_cut_to_columns(text: str, columns: int, shown: str) -> None:
    assert cut(text, columns) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\tb", "a   b"), ("\x1b[2J", "\ufffd[2J"), ("a\x07", "a\ufffd"), ("é😀", "é😀"), ("\u202e", "\ufffd")],
)
def test_nothing_in_a_source_commands_the_terminal(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_without_colour_there_are_no_escapes() -> None:
    assert styled("a", "bold", colour=False) + heated("b", 5, colour=False) == "ab █"


def test_every_level_looks_different() -> None:
    for colour in (False, True):
        assert len({heated("x", level, colour) for level in (0, 1, 2, 3, 4, 5)}) == 6


def test_no_heat_looks_as_the_coolest() -> None:
    assert heated("x", None, colour=True) == heated("x", 0, colour=True) == "x  "


def test_colours_end_where_the_text_does() -> None:
    assert styled("a", "failed", colour=True).endswith("\x1b[0m")
    assert heated("a", 3, colour=True).endswith("\x1b[0m ")
