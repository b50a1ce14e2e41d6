"""Memory over time as a view has it, in words: facts, read-outs, calls and tables, from profiles written by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written_profiles import PATH, SOS, plain, profile, run_info

from heatline.analysis.calls import Calls, joined, longest
from heatline.protocol import MemorySeries, MemoryView, Table
from heatline.render.memory_series import memory_series, stretch
from heatline.render.memory_view import memory_view
from heatline.render.seen import Seen
from heatline_runner.model import Memory, Note, Profile, Series, Span

MS = 1_000_000
MIB = 1024**2
Reading = tuple[int, "float | None", "int | None"]  # ms, MiB, line
READINGS: tuple[Reading, ...] = ((0, 10, None), (10, 10.5, 3), (20, 50, 4), (30, 60, 4), (40, 20, 13))
MAIN, SOS_AT = 0, 1  # of written_profiles' functions


def timed(*readings: Reading, spans: tuple[Span, ...] = (), **run: object) -> Profile:
    """A profile of ``SOS`` with readings of the process, 10 ms apart."""
    series = one_series("sos.py", readings or READINGS)
    return replace(profile(run=run_info(**run)), timeline=(series,), spans=spans)


def one_series(title: str, readings: tuple[Reading, ...], metric: str = "memory_bytes") -> Series:
    lines = sorted({line for _, _, line in readings if line is not None})
    return Series(
        title=title,
        interval_ns=10 * MS,
        at_ns=tuple(at * MS for at, _, _ in readings),
        place=tuple(-1 if line is None else lines.index(line) for _, _, line in readings),
        places=tuple((PATH, line) for line in lines),
        values={metric: tuple(None if size is None else size * MIB for _, size, _ in readings)},
    )


def viewed(of: Profile, run: str | None = None) -> MemoryView:
    view = memory_view(of, Seen(PATH, 1, "sos.py", run, "/p/m.dat"), "Measured just now.")
    assert view is not None
    return view


def drawn(of: Profile, from_ms: int | None = None, to_ms: int | None = None, points: int = 100) -> MemorySeries:
    ends = (None if each is None else each * MS for each in (from_ms, to_ms))
    chosen = (each.id for each in viewed(of).functions if each.chosen)
    series = memory_series(of, stretch(of, *ends, points, chosen), PATH, 1)
    assert series is not None
    return series


def facts(of: Profile) -> list[str]:
    rows = viewed(of).facts
    return [plain(f"{row.title}: {row.text}{f' ({row.place.text})' if row.place else ''}") for row in rows]


def rows(table: Table) -> list[str]:
    return [plain(" | ".join((*row.cells, row.place.text if row.place else ""))) for row in table.rows]


def test_the_facts_name_start_peak_and_end_with_the_line_that_ran() -> None:
    assert facts(timed()) == [
        "Start: 10.0 MiB at 0 ns",
        "Peak: 60.0 MiB at 30.0 ms (sos.py:4 in sos)",
        "End: 20.0 MiB at 40.0 ms (sos.py:13)",
        "Readings: 5 readings, one every 10.0 ms",
    ]


def test_while_it_runs_the_last_reading_is_not_the_end() -> None:
    assert facts(timed(outcome="running"))[2] == "Now: 20.0 MiB at 40.0 ms (sos.py:13)"


def test_a_sentence_says_what_the_picture_shows() -> None:
    assert plain(viewed(timed()).label) == (
        "Memory over time of sos.py: start 10.0 MiB at 0 ns, peak 60.0 MiB at 30.0 ms, end 20.0 MiB at 40.0 ms, "
        "readings 5 readings, one every 10.0 ms."
    )


def test_a_peak_between_two_readings_is_said() -> None:
    notes = viewed(timed(memory=Memory(10 * MIB, 90 * MIB, 20 * MIB))).notes
    assert plain(notes[0]) == "The system knows of a higher peak, 90.0 MiB: it fell between two readings."
    assert len(viewed(timed(memory=Memory(10 * MIB, 60 * MIB, 20 * MIB))).notes) == len(notes) - 1


def test_each_reading_says_all_of_it() -> None:
    assert [plain(text) for text in drawn(timed()).texts] == [
        "0 ns · 10.0 MiB",
        "10.0 ms · 10.5 MiB · sos.py:3 in sos",
        "20.0 ms · 50.0 MiB · sos.py:4 in sos",
        "30.0 ms · 60.0 MiB · sos.py:4 in sos",
        "40.0 ms · 20.0 MiB · sos.py:13",
    ]


def test_the_axes_are_in_the_units_of_what_is_shown() -> None:
    series = drawn(timed())
    assert (series.time.unit, series.time.divisor) == ("ms", 1e6)
    assert (series.memory.unit, series.memory.divisor) == ("MiB", MIB)


def test_a_stretch_has_the_readings_in_it_and_one_beyond_either_end() -> None:
    series = drawn(timed(), 15, 25)
    assert series.at_ns == (10 * MS, 20 * MS, 30 * MS)
    assert (series.from_ns, series.to_ns) == (15 * MS, 25 * MS)


@pytest.mark.parametrize(("asked", "given"), [((50, 90), (40 * MS - 1, 40 * MS)), ((-5, 900), (0, 40 * MS))])
def test_a_stretch_never_leaves_what_there_is(asked: tuple[int, int], given: tuple[int, int]) -> None:
    series = drawn(timed(), *asked)
    assert (series.from_ns, series.to_ns) == given


def test_many_readings_keep_their_peak() -> None:
    readings = tuple((at, 10 + (90 if at == 7_654 else at % 7), None) for at in range(10_000))
    series = drawn(timed(*readings), points=200)
    assert len(series.at_ns) <= 202
    assert max(value or 0 for value in series.curves[0]) == 100 * MIB
    assert list(series.at_ns) == sorted(series.at_ns)


def test_moments_have_their_change_since_the_one_before() -> None:
    assert rows(drawn(timed()).moments) == [
        "0 ns | 10.0 MiB | – | ",
        "10.0 ms | 10.5 MiB | +512 KiB | sos.py:3 in sos",
        "20.0 ms | 50.0 MiB | +39.5 MiB | sos.py:4 in sos",
        "30.0 ms | 60.0 MiB | +10.0 MiB | sos.py:4 in sos",
        "40.0 ms | 20.0 MiB | -40.0 MiB | sos.py:13",
    ]


def test_moments_are_never_more_than_fifty() -> None:
    readings = tuple((at, at % 13, None) for at in range(1_000))
    assert 40 <= len(drawn(timed(*readings)).moments.rows) <= 50


def test_functions_come_by_their_longest_call_and_five_are_chosen() -> None:
    spans = (Span(SOS_AT, 5 * MS, 35 * MS), Span(SOS_AT, 36 * MS, 37 * MS), Span(MAIN, 0, 40 * MS))
    functions = viewed(timed(spans=spans)).functions
    assert [plain(f"{each.name}: {each.text}") for each in functions] == [
        "<module>: 1 call, 40.0 ms",
        "sos: 2 calls, the longest 30.0 ms",
    ]
    assert all(each.chosen for each in functions)


def test_calls_say_the_memory_before_and_after() -> None:
    assert rows(drawn(timed(spans=(Span(SOS_AT, 5 * MS, 30 * MS),))).calls) == [
        "sos | 5.00 ms | 25.0 ms | 10.2 MiB | 60.0 MiB | +49.8 MiB | sos.py:1 in sos"
    ]


def test_brackets_stand_at_the_memory_of_their_ends() -> None:
    (bracket,) = drawn(timed(spans=(Span(SOS_AT, 10 * MS, 30 * MS),))).brackets
    assert (bracket.start_ns, bracket.end_ns, bracket.calls) == (10 * MS, 30 * MS, 1)
    assert (bracket.start_bytes, bracket.end_bytes) == (10.5 * MIB, 60 * MIB)


def test_calls_outside_the_stretch_are_left_out() -> None:
    series = drawn(timed(spans=(Span(SOS_AT, 0, 10 * MS), Span(SOS_AT, 30 * MS, 40 * MS))), 15, 25)
    assert series.brackets == ()
    assert series.calls.rows == ()


def test_calls_too_near_to_tell_apart_are_one_bracket_and_their_longest_are_listed() -> None:
    spans = tuple(Span(SOS_AT, at * 100, at * 100 + 50 + at % 9) for at in range(1_000))
    series = drawn(timed(spans=spans))
    assert sum(each.calls for each in series.brackets) == 1_000
    assert len(series.brackets) == 1
    assert (series.calls.caption, len(series.calls.rows)) == ("The 50 longest of 1,000 calls", 50)


def test_few_calls_stay_apart_however_near() -> None:
    spans = tuple(Span(0, at, at + 1) for at in range(300))
    assert joined(spans, 1_000_000) == tuple(Calls(1, at, at + 1) for at in range(300))


def test_the_longest_calls_keep_their_order() -> None:
    spans = (Span(0, 0, 1), Span(0, 2, 9), Span(0, 10, 12), Span(0, 13, 20))
    assert longest(spans, 2) == (spans[1], spans[3])


def test_children_are_curves_of_their_own() -> None:
    child = one_series("child 7", ((5, 3, None), (15, 4, None)))
    tree = replace(one_series("sos.py", READINGS), values={})
    tree = replace(tree, values={"memory_bytes": (1.0,) * 5, "tree_bytes": (2.0,) * 5})
    series = replace(timed(), timeline=(tree, child))
    assert viewed(series).curves == ("sos.py", "sos.py and its children", "child 7")
    assert facts(series)[-2:] == [
        "Peak of sos.py and its children: 2 B at 0 ns",
        "Peak of child 7: 4.00 MiB at 15.0 ms",
    ]
    shown = drawn(series)
    assert [at // MS for at in shown.at_ns] == [0, 5, 10, 15, 20, 30, 40]
    assert shown.curves[2] == (None, 3.0 * MIB, None, 4.0 * MIB, None, None, None)
    assert [plain(text) for text in shown.texts[:2]] == [
        "0 ns · 1 B · sos.py and its children 2 B",
        "5.00 ms · child 7 3.00 MiB",
    ]


def test_only_the_eight_highest_processes_are_drawn() -> None:
    children = tuple(one_series(f"child {at}", ((0, at, None),)) for at in range(1, 12))
    view = viewed(replace(timed(), timeline=(one_series("sos.py", READINGS), *children)))
    assert view.curves == ("sos.py", *(f"child {at}" for at in range(5, 12)))
    assert "4 more processes are not drawn: their peaks are lower." in view.notes


def test_a_program_that_ended_at_once_has_its_two_readings() -> None:
    view = viewed(timed((0, 10, None), (1, 11, None)))
    assert (view.from_ns, view.to_ns) == (0, 10 * MS)
    assert "There are hardly any readings: the program ended after its first moments." in view.notes


def test_one_reading_is_start_peak_and_end() -> None:
    one = timed((0, 10, None))
    assert facts(one) == [
        "Start: 10.0 MiB at 0 ns",
        "Peak: 10.0 MiB at 0 ns",
        "End: 10.0 MiB at 0 ns",
        "Readings: 1 reading",
    ]
    assert drawn(one).at_ns == (0,)


def test_memory_that_only_falls_peaks_at_its_start() -> None:
    falling = timed(*((at * 10, 100 - at, None) for at in range(5)))
    assert facts(falling)[1] == "Peak: 100 MiB at 0 ns"
    assert [row.split(" | ")[2] for row in rows(drawn(falling).moments)] == ["–", *["-1.00 MiB"] * 4]


def test_readings_that_the_system_refused_are_left_out() -> None:
    series = drawn(timed((0, 10, None), (10, None, 3), (20, 12, None)))
    assert series.at_ns == (0, 20 * MS)


@pytest.mark.parametrize("of", [profile(), timed((0, None, None)), replace(timed(), timeline=(one_series("x", ()),))])
def test_without_a_reading_there_is_no_view(of: Profile) -> None:
    assert memory_view(of, Seen(PATH, 1, "sos.py", None, ""), "") is None
    assert memory_series(of, stretch(of, None, None, 10, ()), PATH, 1) is None


def test_a_run_that_goes_on_can_be_stopped() -> None:
    assert viewed(timed(outcome="running"), run="7-1").run == "7-1"


def test_lines_that_ran_are_named_once() -> None:
    series = drawn(timed())
    assert [place.text for place in series.places] == ["sos.py:3 in sos", "sos.py:4 in sos", "sos.py:13"]
    assert series.place == (-1, 0, 1, 1, 2)
    assert SOS.splitlines()[3].strip() == "total += at * at"


def test_how_a_run_ended_and_what_is_missing_of_it_is_said() -> None:
    limits = (Note("not_measured", "A thread was left out."), Note("running", "Line 3 was still running.", PATH, 3))
    assert viewed(timed(outcome="cancelled", limits=limits)).notes[:2] == (
        "The program was stopped.",
        "A thread was left out.",
    )
