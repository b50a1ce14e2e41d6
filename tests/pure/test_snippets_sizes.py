"""The sizes that a range stands for."""

import pytest

from heatline.analysis.asking.sizes import NoSizes, size_steps, split_sizes


@pytest.mark.parametrize(
    ("text", "sizes"),
    [
        ("10..100_000", [10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000]),
        ("1..1000", [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000]),
        ("10..1e4", [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000]),
        ("1 .. 1E6", [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]),
        ("10..100", [10, 13, 18, 24, 32, 42, 56, 75, 100]),
        ("3..5", [3, 4, 5]),
        ("7..50_000", [7, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 50_000]),
        ("10, 1_000, 100", [10, 100, 1_000]),
        ("(10, 20)", [10, 20]),
        ("[10, 20,]", [10, 20]),
    ],
)
def test_a_range_has_steps_that_people_write(text: str, sizes: list[int]) -> None:
    assert list(size_steps(text)) == sizes


@pytest.mark.parametrize("text", ["100..10", "0..10", "5..5", "10...20", "10-20", "10", "range(10)", "1..1e14", "..5"])
def test_what_is_no_range_is_said(text: str) -> None:
    with pytest.raises(NoSizes):
        size_steps(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("f(list, n) for n in 10..100", ("f(list, n)", "10..100")),
        ("f(n)  for n in 10, 20 ", ("f(n)", "10, 20")),
        ("f(x for x in 10, 20)", ("f(x for x in 10, 20)", "")),
        ("[n for n in range(10)]", ("[n for n in range(10)]", "")),
        ("sum(n for n in (1, 2))", ("sum(n for n in (1, 2))", "")),
        ("f(sum(i for i in x), n) for n in 1..9", ("f(sum(i for i in x), n)", "1..9")),
        ("f(3)", ("f(3)", "")),
    ],
)
def test_sizes_stand_after_the_call(text: str, parts: tuple[str, str]) -> None:
    assert split_sizes(text) == parts


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("f(m) for m in 10..100", "`for m in …` should say n: write `for n in 10..100`, and n in the call"),
        ("f(n) for n in 10-100", "`10-100` is no range of sizes: write `for n in 10..100_000`"),
        ("f(n) for n in range(10)", "`range(10)` is no range of sizes: write `for n in 10..100_000`"),
        ("f(n) for n in 9..1", "`9..1` is no range of sizes: the first is at least 1, and less than the last"),
    ],
)
def test_sizes_that_are_none_are_said(text: str, why: str) -> None:
    with pytest.raises(NoSizes, match="^" + why.replace("(", r"\(").replace(")", r"\)").replace(".", r"\.") + "$"):
        split_sizes(text)
