"""Where measured lines stand after an edit."""

import random
from itertools import pairwise

import pytest

from heatline.analysis.drift import Drift, line_blocks, line_drift, source_lines
from heatline_runner.model import measured_source


def drift(old: str, new: str) -> Drift:
    return line_drift(measured_source(old), new)


def moved(old: str, new: str) -> str:
    """Every measured line with where it is now: ``2``, ``2!`` if changed, ``-`` if gone; letters are lines."""
    after = drift("\n".join(old), "\n".join(new))
    places = []
    for line in range(1, len(old) + 1):
        block = after.block(line)
        places.append("-" if block is None else f"{line - block.old + block.new}{'!' if block.changed else ''}")
    return " ".join(places)


@pytest.mark.parametrize(
    ("old", "new", "places"),
    [
        ("abc", "abc", "1 2 3"),
        ("abc", "xabc", "2 3 4"),
        ("abc", "xyzabc", "4 5 6"),
        ("abc", "abcx", "1 2 3"),
        ("abc", "abxc", "1 2 4"),
        ("abc", "axc", "1 2! 3"),
        ("abc", "xbc", "1! 2 3"),
        ("abc", "abx", "1 2 3!"),
        ("abcd", "axyd", "1 2! 3! 4"),
        ("abcd", "ad", "1 - - 2"),
        ("abcd", "axd", "1 2! - 3"),
        ("abcd", "awxyzd", "1 2! 3! 6"),
        ("abcd", "bcd", "- 1 2 3"),
        ("abcd", "xyaxbzcd", "3 5 7 8"),
        ("abcdef", "axcdyf", "1 2! 3 4 5! 6"),
        ("abcdef", "xabcxdef", "2 3 4 6 7 8"),
        ("abc", "xyz", "1! 2! 3!"),
        ("abc", "", "1! - -"),
        ("aaaa", "aaaaa", "1 2 3 4"),
        ("aaaa", "aa", "1 2 - -"),
        ("abab", "ab", "1 2 - -"),
    ],
)
def test_lines_stay_with_their_text(old: str, new: str, places: str) -> None:
    assert moved(old, new) == places


def test_the_same_text_is_one_block() -> None:
    assert len(drift("a\nb\n", "a\nb\n").blocks) == 1


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_matter(end: str) -> None:
    assert drift("a\nb\n", f"a{end}b{end}").unchanged(2) == 2


def test_a_byte_order_mark_does_not_matter() -> None:
    assert drift("a\nb\n", "\ufeffa\nb\n").unchanged(1) == 1


@pytest.mark.parametrize("character", ["\f", "\v", "\x1c", "\u2028", "\x85"])
def test_only_line_ends_end_lines(character: str) -> None:
    assert source_lines(f"a{character}b\nc") == (f"a{character}b", "c")


def test_trailing_space_is_a_change() -> None:
    assert drift("a\nb", "a \nb").unchanged(1) is None


@pytest.mark.parametrize("line", [-1, 0, 4, 100])
def test_lines_outside_the_measured_text_stand_nowhere(line: int) -> None:
    assert drift("a\nb\nc", "a\nb\nx").block(line) is None


def test_swapped_functions_keep_the_longer_one() -> None:
    assert moved("abcdXY", "XYabcd") == "3 4 5 6 - -"


def test_surrogates_are_lines_like_others() -> None:
    assert drift("\ud800\nb", "x\n\ud800\nb").unchanged(1) == 2


def large(lines: int) -> list[str]:
    return ["" if line % 4 == 0 else f"x{line} = {line}" for line in range(lines)]


def test_edits_at_both_ends_of_a_large_file_leave_the_middle_where_it_is() -> None:
    old = large(5000)

    after = drift("\n".join(old), "\n".join(["new", *old, "end"]))

    assert [after.unchanged(line) for line in (1, 4, 2500, 5000)] == [2, 5, 2501, 5001]
    assert len(after.blocks) == 1


def test_a_large_file_with_many_edits_keeps_every_line_that_is_left() -> None:
    old = large(4000)
    new = [text + " #" if line % 40 == 1 else text for line, text in enumerate(old)]

    after = drift("\n".join(old), "\n".join(new))

    assert all((after.unchanged(line + 1) == line + 1) == (line % 40 != 1) for line in range(4000))


def test_a_large_text_of_one_line_repeated_counts_as_replaced() -> None:
    blocks = line_blocks(["a", *["pass"] * 2000, "b"], ["c", *["pass"] * 1900, "d"])

    assert [(block.length, block.changed) for block in blocks] == [(1902, True)]


@pytest.mark.parametrize("seed", range(40))
def test_what_is_called_unchanged_always_has_the_same_text(seed: int) -> None:
    chance = random.Random(seed)
    old = [chance.choice("abcdefgh") + str(chance.randrange(seed + 1)) for _ in range(chance.choice((5, 60, 900)))]
    new = [line for line in old if chance.random() > 0.1]
    for _ in range(chance.randrange(10)):
        new.insert(chance.randrange(len(new) + 1), "new")

    blocks = line_blocks(old, new)

    for block in blocks:
        for at in range(block.length):
            assert (old[block.old - 1 + at] == new[block.new - 1 + at]) or block.changed


@pytest.mark.parametrize("seed", range(40))
def test_blocks_are_in_order_and_never_overlap(seed: int) -> None:
    chance = random.Random(seed)
    old = [chance.choice("abcdef") for _ in range(chance.randrange(40))]
    new = [chance.choice("abcdef") for _ in range(chance.randrange(40))]

    blocks = line_blocks(old, new)

    for before, after in pairwise(blocks):
        assert before.old + before.length <= after.old
        assert before.new + before.length <= after.new
    assert all(block.length > 0 for block in blocks)


@pytest.mark.parametrize("seed", range(20))
def test_a_pure_insertion_loses_no_line(seed: int) -> None:
    chance = random.Random(seed)
    old = [f"line {at}" for at in range(50)]
    at = chance.randrange(51)

    blocks = line_blocks(old, [*old[:at], "new", "newer", *old[at:]])

    assert sum(block.length for block in blocks if not block.changed) == 50
