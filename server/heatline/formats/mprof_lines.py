"""The lines of mprof's ``.dat``, parsed one by one; the format is that of memory_profiler 0.61."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import isfinite
from typing import Final

from heatline_runner.profile_json import NotAProfile

MIB: Final = 1024.0**2
MOST_CHARACTERS: Final = 64 << 20
MOST_MIB: Final = 2.0**44
LAST_S: Final = 253_402_300_799.0  # the end of the year 9999
ALL_CHILDREN: Final = "0"  # the number of no process: that of all children together, where Heatline wrote the file
Reading = tuple[float, float]  # Unix time in seconds, MiB


@dataclass(frozen=True)
class Call:
    """A call of a function: when it began and ended, and with how much memory."""

    name: str
    begin: Reading
    end: Reading


@dataclass
class Lines:
    """What a file has of its last run. ``cut``: it ends within a line. ``unread`` are lines that make no sense."""

    command: str = ""
    readings: list[Reading] = field(default_factory=list)
    children: dict[str, list[Reading]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    runs: int = 1
    unread: int = 0
    cut: bool = False


def mprof_lines(text: str) -> Lines:
    """The lines in ``text``; NotAProfile where it is no file of mprof's, or its times go backwards."""
    if len(text) > MOST_CHARACTERS:
        raise NotAProfile(f"it has more than {MOST_CHARACTERS >> 20} MiB")
    found, understood = Lines(), 0
    *whole, rest = text.split("\n")
    found.cut = bool(rest.strip())
    for number, line in enumerate(whole, 1):
        kind, _, value = line.partition(" ")
        if not line.strip():
            continue
        try:
            READERS[kind](found, value, number)
            understood += 1
        except NotAProfile:
            raise
        except (KeyError, ValueError):
            found.unread += 1
    _check(found, understood, text)
    return found


def _check(found: Lines, understood: int, text: str) -> None:
    if not text.strip():
        raise NotAProfile("it is empty")
    if found.unread > understood or not understood:
        raise NotAProfile("it is no file of mprof's")
    if not found.readings:
        raise NotAProfile("it has no reading of memory, as when a program ends before the first")
    first_s = found.readings[0][0]
    found.calls = [call for call in found.calls if found.runs == 1 or call.begin[0] >= first_s]


def _read_command(found: Lines, value: str, number: int) -> None:  # noqa: ARG001  (as all readers)
    """A run begins; mprof adds one to a file that is there."""
    if found.readings:
        found.runs += 1
        found.readings, found.children = [], {}
    found.command = value.strip()


def _read_memory(found: Lines, value: str, number: int) -> None:
    size, time = value.split()
    _add(found.readings, _reading(time, size), number)


def _read_child(found: Lines, value: str, number: int) -> None:
    process, size, time = value.split()
    reading = _reading(time, size)
    if reading[1]:
        _add(found.children.setdefault(process, []), reading, number)


def _read_call(found: Lines, value: str, number: int) -> None:  # noqa: ARG001  (as all readers)
    name, *values = value.split()
    before, start, after, end = values[:4]
    call = Call(name, _reading(start, before), _reading(end, after))
    if call.end[0] < call.begin[0]:
        raise ValueError
    found.calls.append(call)


READERS: Final = {"MEM": _read_memory, "CHLD": _read_child, "FUNC": _read_call, "CMDLINE": _read_command}


def _add(readings: list[Reading], reading: Reading, number: int) -> None:
    if readings and reading[0] < readings[-1][0]:
        raise NotAProfile(f"its times go backwards in line {number}, so that their order is not known")
    if reading[1]:  # a process that has ended has none, and one that was never read
        readings.append(reading)


def _reading(time: str, size: str) -> Reading:
    time_s, size_mib = float(time), float(size)
    if not (isfinite(size_mib) and 0 <= time_s <= LAST_S and -1 <= size_mib <= MOST_MIB):
        raise ValueError
    return time_s, max(size_mib, 0.0)
