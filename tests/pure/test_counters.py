"""The mapped file of the native tracer: read at any moment, whatever is in it."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from written_counters import BASE, BEGAN_NS, Written, frame, slot_of

from heatline_runner.engines.line_time.counted import Costs, Counted, Lives, Under
from heatline_runner.engines.line_time.counters import read_counters
from heatline_runner.engines.line_time.image import WHOLE

RESUMED = 32


def read(written: Written, folder: Path, after: int = 1000) -> tuple[Counted, Lives]:
    """What is in it so many nanoseconds after measuring began."""
    found = read_counters(written.write(folder / "1.counters"), BEGAN_NS + after)
    assert found is not None
    return found


def one_record() -> tuple[Written, int]:
    written = Written()
    weighted = {6: 8 * WHOLE, 7: 2 * WHOLE, 8: WHOLE, 10: 2 * WHOLE, 11: WHOLE, 12: 4 * WHOLE}
    slot = {0: 3, 1: 90, 2: 60, 3: 7, 4: 20, 5: 40, 9: 5, **weighted}
    return written, written.record((2, 5), 10, [{}, slot], 4, 1, 100, 6, 9 * WHOLE, 2 * WHOLE, WHOLE, 8)


def test_a_record_has_the_lines_that_were_begun(tmp_path: Path) -> None:
    written, _ = one_record()
    (record,) = read(written, tmp_path)[0].records
    assert record[:5] == ((2, 5), 4, 1, 100, 6)
    assert record.under == Under(9, 2, 1, 8)
    (slot,) = record.slots
    assert slot[:7] == (11, 3, 90, 60, 7, 20, 40)
    assert (slot.under, slot.calls, slot.resumes, slot.intervals) == (Under(8, 2, 1, 5), 2, 1, 4)


def test_code_that_only_calibrates_is_left_out(tmp_path: Path) -> None:
    written, _ = one_record()
    written.record((0xFFFFFFFF, 0), 1, [{0: 1, 2: 5}], 1)
    assert [record.place for record in read(written, tmp_path)[0].records] == [(2, 5)]


def test_calls_lead_from_a_line_to_a_record(tmp_path: Path) -> None:
    written, record = one_record()
    callee = written.record((2, 6), 30, [{0: 1, 2: 5}], 2)
    written.edge(slot_of(record, 1), callee, 2, 0, 30, 4 * WHOLE, 0, 0, 1)
    counted, _ = read(written, tmp_path)
    edges = {record.place: record.slots[0].edges for record in counted.records}
    assert edges[2, 5] == (((2, 6), 2, 0, 30, Under(4, 0, 0, 1)),)
    assert edges[2, 6] == ()


def test_a_tick_is_what_the_two_clocks_say(tmp_path: Path) -> None:
    written, _ = one_record()
    written.clock(3000, 1000)
    assert read(written, tmp_path)[0].tick_ns == pytest.approx(1 / 3)


def test_without_a_second_reading_of_the_clocks_a_tick_is_not_known(tmp_path: Path) -> None:
    written, _ = one_record()
    written.words[8] = 1
    assert read(written, tmp_path)[0].tick_ns is None


def test_of_two_calibrations_the_one_at_the_end_counts(tmp_path: Path) -> None:
    written, _ = one_record()
    written.costs(16, 30.0, 80.0, 60.0)
    assert read(written, tmp_path)[0].costs == Costs(30.0, 80.0, 60.0)
    written.costs(19, 40.0, 70.0, 50.0)
    assert read(written, tmp_path)[0].costs == Costs(40.0, 70.0, 50.0)


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -1.0])
def test_costs_that_cannot_be_are_none(tmp_path: Path, wrong: float) -> None:
    written, _ = one_record()
    written.costs(16, 30.0, 80.0, wrong)
    assert read(written, tmp_path)[0].costs == Costs(0.0, 0.0, 0.0)


def test_a_line_that_has_not_ended_counts_up_to_the_moment(tmp_path: Path) -> None:
    written = Written()
    record = written.record((0, 0), 1, [{}, {0: 1}], 1)
    written.thread([frame(1, record, 1, 400, 100)], first=100)
    written.words[9] = 100
    counted, lives = read(written, tmp_path)
    (found,) = counted.records
    assert (found.ticks, found.slots[0].ticks, found.slots[0].own, found.slots[0].slowest) == (900, 600, 600, 600)
    assert lives == Lives(BEGAN_NS + 100, BEGAN_NS + 1000, 0, False, ((0, 0, 2),))


def test_a_line_that_waits_for_a_call_has_the_callees_time_apart(tmp_path: Path) -> None:
    written = Written()
    caller = written.record((0, 0), 1, [{0: 1}], 1)
    callee = written.record((0, 1), 5, [{}, {0: 2, 1: 50, 2: 50}], 1)
    counts = (7 * WHOLE, WHOLE, 0, 20)  # of what had ended in the thread when the callee was entered
    frames = [frame(1, caller, 0, 100, 100), frame(2, callee, 1, 700, 300, 0, 0, 0, *counts, 9 * WHOLE, WHOLE, 0, 20)]
    written.thread(frames, first=100)
    counted, _ = read(written, tmp_path)
    slots = {record.place: record.slots[0] for record in counted.records}
    assert (slots[0, 1].ticks, slots[0, 1].own) == (350, 350)
    assert (slots[0, 0].ticks, slots[0, 0].own, slots[0, 0].calls) == (900, 200, 1)
    assert slots[0, 0].under == Under(11, 2, 0, 20)
    assert slots[0, 0].edges == (((0, 1), 1, 0, 700, Under(3, 0, 0, 0)),)


def test_a_generator_that_has_not_ended_is_a_resumption(tmp_path: Path) -> None:
    written = Written()
    caller = written.record((0, 0), 1, [{0: 1}], 1)
    callee = written.record((0, 1), 5, [{0: 1}], 1)
    frames = [frame(1, caller, 0, 100, 100), frame(2, callee, 0, 300, 300, 0, 0, RESUMED)]
    written.thread(frames, first=100)
    slot = next(record.slots[0] for record in read(written, tmp_path)[0].records if record.place == (0, 0))
    assert (slot.calls, slot.resumes, slot.under.resumes) == (0, 1, 1)


def test_of_recursion_that_has_not_ended_the_outermost_call_counts(tmp_path: Path) -> None:
    written = Written()
    record = written.record((0, 0), 1, [{0: 3}], 3)
    written.thread([frame(key, record, 0, key * 100, key * 100) for key in (1, 2, 3)], first=100)
    (found,) = read(written, tmp_path)[0].records
    assert (found.ticks, found.slots[0].ticks, found.slots[0].own) == (900, 900, 900)
    assert [edge.ticks for edge in found.slots[0].edges] == [0, 900 - 100]


def test_where_calls_are_not_kept_those_that_have_not_ended_are_not(tmp_path: Path) -> None:
    written = Written()
    record = written.record((0, 0), 1, [{0: 3}], 3)
    written.thread([frame(key, record, 0, key * 100, key * 100) for key in (1, 2)], first=100)
    written.words[23] = 0
    (found,) = read(written, tmp_path)[0].records
    assert (found.slots[0].calls, found.slots[0].edges) == (1, ())


def test_time_outside_goes_on_until_the_thread_ends(tmp_path: Path) -> None:
    written, _ = one_record()
    written.thread(first=100, outside=50, outside_since=600)
    written.thread(first=200, ended=700, outside=5, outside_since=650)
    counted, lives = read(written, tmp_path)
    assert counted.outside == 50 + 400 + 5 + 50
    assert lives.others_ns == 500


def test_what_came_after_measuring_ended_is_not_counted(tmp_path: Path) -> None:
    written, _ = one_record()
    written.thread(first=100, outside=50, outside_since=600)
    written.words[9], written.words[25] = 100, 800
    counted, lives = read(written, tmp_path, after=5000)
    assert (counted.outside, lives.ended_ns - lives.began_ns) == (250, 700)


# --- whatever is in it ---


def test_what_is_not_such_a_file_is_none(tmp_path: Path) -> None:
    path = tmp_path / "1.counters"
    assert read_counters(path, BEGAN_NS) is None
    for data in (b"", b"HEATLN01", b"HEATLN02" + bytes(4096), bytes(512)):
        path.write_bytes(data)
        assert read_counters(path, BEGAN_NS) is None


def test_a_file_cut_short_has_what_is_left(tmp_path: Path) -> None:
    written, record = one_record()
    written.record((2, 6), 30, [{0: 1, 2: 5}], 2)
    data = written.write(tmp_path / "whole").read_bytes()
    for length in range(0, written.words[2], 8):
        (tmp_path / "1.counters").write_bytes(data[:length])
        found = read_counters(tmp_path / "1.counters", BEGAN_NS)
        assert found is None or {each.place for each in found[0].records} <= {(2, 5), (2, 6)}
    assert record


def test_lists_that_go_round_end(tmp_path: Path) -> None:
    written, record = one_record()
    written.edge(slot_of(record, 1), record, 1)
    block = written.thread()
    edge = written.words[slot_of(record, 1) // 8 + 13]
    for offset in (record, block, edge):
        written.words[offset // 8] = offset
    counted, _ = read(written, tmp_path)
    assert 1 <= len(counted.records) <= len(written.words) // 16
    assert sum(len(slot.edges) for each in counted.records for slot in each.slots) == 1


@pytest.mark.parametrize("seed", range(200))
def test_a_file_of_nonsense_neither_fails_nor_hangs(tmp_path: Path, seed: int) -> None:
    chosen = random.Random(seed)
    written, record = one_record()
    callee = written.record((2, 6), 30, [{0: 1, 2: 5}] * 20, 2)
    written.edge(slot_of(record, 1), callee, 2, 0, 30)
    written.thread([frame(1, record, 1, 10, 5), frame(2, callee, 3, 20, 15)], first=5)
    size = len(written.words)
    for _ in range(chosen.randrange(1, 40)):
        value = chosen.choice([0, 2**64 - 1, 2**63, chosen.randrange(size) * 8, BASE + chosen.randrange(size) * 8])
        written.words[chosen.randrange(3, size)] = value
    began = time.process_time()
    found = read_counters(written.write(tmp_path / "1.counters"), BEGAN_NS + 1000)
    assert found is not None
    assert time.process_time() - began < 5


def test_a_program_of_ten_thousand_lines_is_read_in_full(tmp_path: Path) -> None:
    written = Written()
    for index in range(500):
        written.record((0, index), 1 + 20 * index, [{0: 1, 1: 5, 2: 5}] * 20, 1)
    counted, _ = read(written, tmp_path)
    assert sum(len(record.slots) for record in counted.records) == 10_000
