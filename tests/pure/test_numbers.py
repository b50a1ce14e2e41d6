"""Numbers as people read them."""

import pytest

from heatline.render.numbers import (
    SPACE,
    about,
    bar,
    below,
    change,
    count,
    decimal,
    duration,
    increment,
    interval,
    loop_time,
    metric,
    moment,
    percent,
    plus_minus,
    rate,
    ratio,
    size,
    size_unit,
    time_unit,
    times,
)
from heatline_runner.model import Metric


@pytest.mark.parametrize(
    ("time_ns", "text"),
    [
        (0, "0 ns"),
        (0.2, "<1 ns"),
        (0.5, "<1 ns"),
        (0.6, "1 ns"),
        (1, "1 ns"),
        (7.4, "7 ns"),
        (99.6, "100 ns"),
        (214, "214 ns"),
        (999.4, "999 ns"),
        (999.5, "1.00 μs"),
        (1_000, "1.00 μs"),
        (9_994, "9.99 μs"),
        (9_995, "10.0 μs"),
        (99_949, "99.9 μs"),
        (99_950, "100 μs"),
        (999_499, "999 μs"),
        (999_500, "1.00 ms"),
        (1_000_000, "1.00 ms"),
        (12_400_000, "12.4 ms"),
        (149_000_000, "149 ms"),
        (999_499_999, "999 ms"),
        (999_500_000, "1.00 s"),
        (1_210_000_000, "1.21 s"),
        (2_000_000_000, "2.00 s"),
        (83_000_000_000, "83.0 s"),
        (999_400_000_000, "999 s"),
        (999_600_000_000, "1,000 s"),
        (1_204_000_000_000, "1,204 s"),
        (1e18, "1,000,000,000 s"),
        (-2_500, "-2.50 μs"),
    ],
)
def test_durations_have_three_digits_in_the_unit_that_fits(time_ns: float, text: str) -> None:
    assert duration(time_ns) == text.replace(" ", SPACE)


@pytest.mark.parametrize(
    ("size_bytes", "text"),
    [
        (0, "0 B"),
        (1, "1 B"),
        (1_023, "1,023 B"),
        (1_023.4, "1,023 B"),
        (1_023.6, "1.00 KiB"),
        (1_024, "1.00 KiB"),
        (10_229, "9.99 KiB"),
        (10_240, "10.0 KiB"),
        (1_023 * 1_024, "1,023 KiB"),
        (1_023.6 * 1_024, "1.00 MiB"),
        (25.4 * 1_024**2, "25.4 MiB"),
        (1_024**3, "1.00 GiB"),
        (5_000 * 1_024**3, "5,000 GiB"),
        (-50 * 1_024**2, "-50.0 MiB"),
    ],
)
def test_sizes_are_in_powers_of_1024(size_bytes: float, text: str) -> None:
    assert size(size_bytes) == text.replace(" ", SPACE)


@pytest.mark.parametrize(
    ("size_bytes", "text"),
    [(25.4 * 1024**2, "+25.4 MiB"), (1, "+1 B"), (0, "0 B"), (-1536, "-1.50 KiB")],
)
def test_increments_are_signed(size_bytes: float, text: str) -> None:
    assert increment(size_bytes) == text.replace(" ", SPACE)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0 %"),
        (1e-9, "<1 %"),
        (0.0099, "<1 %"),
        (0.01, "1 %"),
        (0.0149, "1 %"),
        (0.016, "2 %"),
        (0.41, "41 %"),
        (0.994, "99 %"),
        (0.999, "100 %"),
        (1, "100 %"),
    ],
)
def test_percents_are_whole(share: float, text: str) -> None:
    assert percent(share) == text.replace(" ", SPACE)


@pytest.mark.parametrize(
    ("hits", "text"),
    [(0, "0×"), (1, "1×"), (999, "999×"), (1_000, "1,000×"), (333_333, "333,333×"), (1e15, f"{10**15:,}×")],
)
def test_hits_have_their_thousands_separated(hits: float, text: str) -> None:
    assert times(hits) == text


@pytest.mark.parametrize(
    ("factor", "text"),
    [
        (0.42, "0.42×"),
        (1, "1.00×"),
        (1.57, "1.57×"),
        (9.994, "9.99×"),
        (9.996, "10.0×"),
        (99.96, "100×"),
        (1290, "1,290×"),
    ],
)
def test_ratios_have_three_digits(factor: float, text: str) -> None:
    assert ratio(factor) == text


@pytest.mark.parametrize(
    ("per_second", "text"), [(0, "0/s"), (7.4, "7/s"), (999, "999/s"), (1_234, "1,230/s"), (410_499, "410,000/s")]
)
def test_rates_have_three_digits(per_second: float, text: str) -> None:
    assert rate(per_second, "lines") == text.replace("/s", f"{SPACE}lines/s")


def test_counts_have_their_thousands_separated() -> None:
    assert count(1204) == "1,204"


@pytest.mark.parametrize("number", [10**power * digit for power in range(13) for digit in (1, 9.994, 9.996)])
def test_a_duration_never_shows_more_than_three_digits_below_1000_seconds(number: float) -> None:
    digits = duration(number).partition(SPACE)[0]

    assert len(digits.replace(".", "").replace(",", "")) <= 3 or number > 999e9


@pytest.mark.parametrize("number", [1.1**power for power in range(0, 300, 7)])
def test_a_duration_never_strays_from_what_it_stands_for(number: float) -> None:
    digits, _, unit = duration(number).partition(SPACE)
    shown = float(digits.replace(",", "")) * {"ns": 1, "μs": 1e3, "ms": 1e6, "s": 1e9}[unit]

    assert abs(shown - number) <= max(number * 0.0051, 0.5)


@pytest.mark.parametrize(
    ("value", "of", "text"),
    [
        (1_500, Metric("own_ns", "Own time", "ns"), "1.50 μs"),
        (2_048, Metric("peak_bytes", "Peak", "bytes"), "2.00 KiB"),
        (2_048, Metric("increment_bytes", "Increment", "bytes"), "+2.00 KiB"),
        (-2_048, Metric("growth_bytes", "Growth", "bytes"), "-2.00 KiB"),
        (2_048, Metric("growth_bytes", "Growth", "bytes"), "+2.00 KiB"),
        (1_204, Metric("blocks", "Blocks", "count"), "1,204"),
        (1_204, Metric("growth_blocks", "Growth", "count"), "+1,204"),
        (-3, Metric("growth_blocks", "Growth", "count"), "-3"),
        (0, Metric("growth_blocks", "Growth", "count"), "0"),
        (1.5, Metric("some", "Some", "ratio"), "1.50×"),
    ],
)
def test_a_metric_is_written_in_its_unit(value: float, of: Metric, text: str) -> None:
    assert metric(value, of) == text.replace(" ", SPACE)


@pytest.mark.parametrize(
    ("time_ns", "step_ns", "text"),
    [
        (1_200_000_000, 100_000_000, "1.20 s"),
        (61_234_567_890, 10_000_000, "61.23 s"),
        (61_234_567_890, 100_000, "61.2346 s"),
        (5_003_000, 10_000_000, "5.00 ms"),
        (0, 10_000_000, "0 ns"),
        (-2_000_000, 1_000_000, "-2.00 ms"),
        (3_600_000_000_000, 1_000_000_000, "3,600 s"),
        (12, 0, "12 ns"),
    ],
)
def test_a_moment_has_the_digits_that_tell_it_from_the_next(time_ns: float, step_ns: float, text: str) -> None:
    assert moment(time_ns, step_ns) == text.replace(" ", SPACE)


def test_an_axis_is_in_the_unit_of_its_largest_value() -> None:
    assert time_unit(60e9) == (1e9, "s")
    assert time_unit(999_400_000) == (1e6, "ms")
    assert size_unit(1023.9 * 1024) == (1024.0**2, "MiB")
    assert size_unit(0) == (1.0, "B")


@pytest.mark.parametrize(
    ("time_ns", "text"),
    [
        (0, "0 ns"),
        (0.3, "<1 ns"),
        (0.999, "<1 ns"),
        (1, "1.00 ns"),
        (5.312, "5.31 ns"),
        (9.996, "10.0 ns"),
        (21.44, "21.4 ns"),
        (99.94, "99.9 ns"),
        (99.95, "100 ns"),
        (214.4, "214 ns"),
        (999.5, "1.00 μs"),
        (12_400, "12.4 μs"),
    ],
)
def test_the_time_of_a_loop_has_parts_of_a_nanosecond(time_ns: float, text: str) -> None:
    assert loop_time(time_ns) == text.replace(" ", SPACE)


@pytest.mark.parametrize(
    ("middle_ns", "spread_ns", "text"),
    [
        (214, 3.2, "214 ns ± 3 ns"),
        (214, 56.4, "214 ns ± 56 ns"),
        (214, 9.96, "214 ns ± 10 ns"),
        (214, 0.2, "214 ns ± 0.2 ns"),
        (214, 0.02, "214 ns ± 0.02 ns"),
        (214, 0.001, "214 ns ± <0.01 ns"),
        (214, 0, "214 ns ± 0 ns"),
        (5.31, 0.043, "5.31 ns ± 0.04 ns"),
        (12_400, 310, "12.4 μs ± 300 ns"),
        (12_400, 30, "12.4 μs ± 30 ns"),
        (12_400, 1_230, "12.4 μs ± 1.2 μs"),
        (998, 999.6, "998 ns ± 1.0 μs"),
        (1_000, 9_996, "1.00 μs ± 10 μs"),
        (1.21e9, 3.1e7, "1.21 s ± 30 ms"),
        (0.4, 0.1, "<1 ns"),
    ],
)
def test_a_spread_is_as_fine_as_what_it_is_of(middle_ns: float, spread_ns: float, text: str) -> None:
    assert plus_minus(middle_ns, spread_ns).replace(SPACE, " ") == text


@pytest.mark.parametrize(
    ("before_ns", "after_ns", "text"),
    [(214, 136, "214 → 136 ns"), (1_200, 980, "1.20 μs → 980 ns"), (12_400, 9_800, "12.4 → 9.80 μs")],
)
def test_a_change_says_a_unit_that_both_have_once(before_ns: float, after_ns: float, text: str) -> None:
    assert change(before_ns, after_ns).replace(SPACE, " ") == text


@pytest.mark.parametrize(
    ("low", "high", "text"), [(1.523, 1.609, "1.52–1.61"), (9.9, 10.4, "9.90–10.4"), (1.002, 1.0144, "1.002–1.014")]
)
def test_an_interval_never_begins_at_the_same(low: float, high: float, text: str) -> None:
    assert interval(low, high) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.013, "2 %"), (0.02, "2 %"), (0.0201, "3 %"), (0.001, "1 %"), (2.4, "240 %")]
)
def test_what_something_is_below_is_rounded_up(share: float, text: str) -> None:
    assert below(share) == text.replace(" ", SPACE)


@pytest.mark.parametrize(("number", "text"), [(123.4, "120"), (7.4, "7"), (12_345, "12,000"), (99.6, "100")])
def test_what_is_known_roughly_has_two_digits(number: float, text: str) -> None:
    assert about(number) == text


def test_a_plain_number_has_three_digits() -> None:
    assert decimal(1.5512) == "1.55"


@pytest.mark.parametrize(
    ("share", "text"), [(0, "░░░░░"), (0.04, "░░░░░"), (0.06, "▌░░░░"), (0.5, "██▌░░"), (1, "█████")]
)
def test_bars_have_five_cells_however_much_they_show(share: float, text: str) -> None:
    assert bar(share) == text
