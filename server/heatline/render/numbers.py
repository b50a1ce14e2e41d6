"""The one module that writes numbers for people.

Three significant digits; whole numbers from 1,000 on, with thousands separated; a no-break space before the unit, so
that a figure never falls apart at a line's end. Rounding comes before the choice of the unit: 999.5 ns are 1.00 μs.
"""

from __future__ import annotations

from math import ceil, floor, log10
from typing import Final

from heatline_runner.model import Metric

SPACE: Final = "\u00a0"
TIME_UNITS: Final = ((1.0, "ns"), (1e3, "μs"), (1e6, "ms"), (1e9, "s"))
BYTE_UNITS: Final = ((1.0, "B"), (1024.0, "KiB"), (1024.0**2, "MiB"), (1024.0**3, "GiB"))
CHANGES: Final = ("increment_bytes", "growth_bytes", "growth_blocks")  # metrics that have a sign


def duration(time_ns: float) -> str:
    """``12.4 ms``. Nanoseconds are whole, as the clock's are; seconds are the largest unit: ``1,204 s``."""
    return _in_units(time_ns, TIME_UNITS, promote_at=1000)


def loop_time(time_ns: float) -> str:
    """The time of one of many loops, whose average has parts of a nanosecond: ``5.31 ns``; ``<1 ns`` below one.

    What is left below that, once the loop's own cost is taken off, is of the size of that cost's own error.
    """
    if 0 < time_ns < 1:
        return f"<1{SPACE}ns"
    return f"{_three_digits(time_ns)}{SPACE}ns" if 1 <= time_ns < 99.95 else duration(time_ns)


def plus_minus(middle_ns: float, spread_ns: float) -> str:
    """``214 ns ± 3 ns``: the spread has two digits at most, as fine as the middle's, and one at least."""
    middle = loop_time(middle_ns)
    return middle if middle_ns < 1 else f"{middle} ± {_spread(spread_ns, middle_ns)}"


def change(before_ns: float, after_ns: float) -> str:
    """``214 → 136 ns``: a unit that both have is said once."""
    before, after = loop_time(before_ns), loop_time(after_ns)
    digits, _, unit = before.partition(SPACE)
    return f"{digits if after.endswith(SPACE + unit) else before} → {after}"


def moment(time_ns: float, step_ns: float) -> str:
    """A point in time, with the digits that tell moments ``step_ns`` apart from each other: ``12.34 s``."""
    scale, unit = time_unit(time_ns)
    digits = ceil(log10(scale / step_ns)) if 0 < step_ns < scale else 0
    return f"{time_ns / scale:,.{max(digits, _decimals(time_ns / scale) if scale > 1 else 0)}f}{SPACE}{unit}"


def size(size_bytes: float) -> str:
    """``25.4 MiB``; bytes are whole."""
    return _in_units(size_bytes, BYTE_UNITS, promote_at=1024)


def increment(size_bytes: float) -> str:
    """A change in size, with its sign: ``+25.4 MiB``; none for zero."""
    return ("+" if round(size_bytes) > 0 else "") + size(size_bytes)


def percent(share: float) -> str:
    """``41 %`` for 0.41, ``<1 %`` below one.

    Whole percents, since shares of short lines are good to about two points: a decimal would promise
    more than was measured.
    """
    if 0 < share < 0.01:
        return f"<1{SPACE}%"
    return f"{share * 100:.0f}{SPACE}%"


def bar(share: float) -> str:
    """Five cells, each a fifth of the whole, and half ones: ``██▌░░`` for 0.5; empty ones alone below a twentieth."""
    tenths = min(round(share * 10), 10)
    full, half = divmod(tenths, 2)
    return f"{'█' * full}{'▌' * half}".ljust(5, "░")


def count(number: float) -> str:
    """``1,204``."""
    return f"{number:,.0f}"


def count_change(number: float) -> str:
    """A change in number, with its sign: ``+1,204``; none for zero."""
    return ("+" if round(number) > 0 else "") + count(number)


def times(hits: float) -> str:
    """``333,333×``."""
    return f"{count(hits)}×"


def rate(per_second: float, what: str) -> str:
    """``410,000 lines/s``, with three digits that say something."""
    digits = len(str(round(per_second)))
    return f"{count(round(per_second, min(3 - digits, 0)))}{SPACE}{what}/s"


def ratio(factor: float) -> str:
    """``1.57×``."""
    return f"{_three_digits(factor)}×"


def interval(low: float, high: float) -> str:
    """Between which ratios the true one lies: ``1.52–1.61``; one digit more where they would be told to be 1.00."""
    if _three_digits(low) == "1.00":
        return f"{low:.3f}–{high:.3f}"
    return f"{_three_digits(low)}–{_three_digits(high)}"


def below(share: float) -> str:
    """A share that something is below: ``2 %`` for 0.013, rounded up to a whole percent."""
    return f"{count(ceil(round(share * 100, 6)))}{SPACE}%"


def about(number: float) -> str:
    """A number that is only known roughly, in two digits: ``120`` for 123.4."""
    return count(round(number, min(2 - len(str(round(abs(number)))), 0)))


def decimal(number: float) -> str:
    """A plain number of three digits, such as a slope: ``1.02``."""
    return _three_digits(number)


def metric(value: float, of: Metric) -> str:
    """``value`` in the unit of its metric."""
    signed = of.id in CHANGES
    if of.unit == "ns":
        return duration(value)
    if of.unit == "bytes":
        return increment(value) if signed else size(value)
    if of.unit == "ratio":
        return ratio(value)
    return count_change(value) if signed else count(value)


def time_unit(longest_ns: float) -> tuple[float, str]:
    """The unit that a time axis up to ``longest_ns`` is in, as (nanoseconds in one, its name)."""
    return _unit(abs(longest_ns), TIME_UNITS, promote_at=1000)


def size_unit(largest_bytes: float) -> tuple[float, str]:
    """The unit that an axis of sizes up to ``largest_bytes`` is in, as (bytes in one, its name)."""
    return _unit(abs(largest_bytes), BYTE_UNITS, promote_at=1024)


def _spread(spread_ns: float, middle_ns: float) -> str:
    if spread_ns < 0.005:
        return f"{'<0.01' if spread_ns > 0 else '0'}{SPACE}ns"
    scale = time_unit(middle_ns)[0]
    finest = scale / 10 ** _decimals(middle_ns / scale)  # what the middle's last digit counts
    for _ in range(2):  # once more where rounding gave it another digit: 99.7 is 100
        first = 10.0 ** floor(log10(spread_ns) + 1e-9)
        step = min(max(finest, first / 10), first)
        spread_ns = round(spread_ns / step) * step
    scale, unit = time_unit(spread_ns)
    return f"{spread_ns / scale:,.{max(round(log10(scale / step)), 0)}f}{SPACE}{unit}"


def _in_units(amount: float, units: tuple[tuple[float, str], ...], promote_at: int) -> str:
    """``amount`` in the smallest unit that it is less than ``promote_at`` of, once rounded."""
    sign, amount = ("-" if amount < 0 else ""), abs(amount)
    smallest = units[0][1]
    if 0 < amount <= 0.5:
        return f"{sign}<1{SPACE}{smallest}"
    scale, unit = _unit(amount, units, promote_at)
    digits = count(amount) if unit == smallest else _three_digits(amount / scale)
    return f"{sign}{digits}{SPACE}{unit}"


def _unit(amount: float, units: tuple[tuple[float, str], ...], promote_at: int) -> tuple[float, str]:
    return next((each for each in units if round(amount / each[0]) < promote_at), units[-1])


def _three_digits(number: float) -> str:
    return f"{number:,.{_decimals(number)}f}"


def _decimals(number: float) -> int:
    """How many make three significant digits."""
    return next((decimals for limit, decimals in ((9.995, 2), (99.95, 1)) if abs(number) < limit), 0)
