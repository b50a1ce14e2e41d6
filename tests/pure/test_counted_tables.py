"""Tables of what was counted: lines by function, folded code, calls, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from heatline_runner.engines.line_time.counted import Costs, Counted, Edge, Record, Slot, Under
from heatline_runner.engines.line_time.tables import metrics, tables
from heatline_runner.model import LineTable
from heatline_runner.reading import NOTHING, CodeRow, LoadedFile, Reading, Snapshot
from heatline_runner.tables import Tables

NOBODY = Under(0, 0, 0, 0)
FREE = Costs(0.0, 0.0, 0.0)
PATH = "/p/sums.py"
TEXT = """\
def sums(rows):
    found = [
        sum(row)
        for row in rows]
    return sorted(found, key=lambda one: -one)


print(sums([[1], [2]]))
"""
CODES = (  # the module, sums, its comprehension, its lambda
    CodeRow("sums.py", 1, 8, "<module>", "<module>", (1, 8), -1, True),
    CodeRow("sums.py", 1, 5, "sums", "sums", (2, 4, 5), 0, False),
    CodeRow("sums.py", 2, 4, "<listcomp>", "sums.<locals>.<listcomp>", (2, 3, 4), 1, False),
    CodeRow("sums.py", 5, 5, "<lambda>", "sums.<locals>.<lambda>", (5,), 1, False),
)
FILE = LoadedFile("sums.py", PATH, TEXT, CODES, 0)


def slot(line: int, hits: int, ticks: float, own: float, *edges: Edge) -> Slot:
    return Slot(
        line, hits, ticks, own, 0, ticks, ticks, Under(hits, 0, 0, 0), sum(e.calls for e in edges), 0, hits, edges
    )


def edge(callee: int, calls: int, ticks: float) -> Edge:
    return Edge((0, callee), calls, 0, ticks, Under(0, 0, 0, 0))


def record(index: int, calls: int, ticks: float, *slots: Slot) -> Record:
    return Record((0, index), calls, 0, ticks, 0, Under(0, 0, 0, 0), slots)


RECORDS = (
    record(0, 1, 100, slot(1, 1, 2, 2), slot(8, 1, 98, 8, edge(1, 1, 90))),
    record(1, 1, 90, slot(2, 1, 60, 10, edge(2, 1, 50)), slot(5, 1, 25, 15, edge(3, 2, 10)), slot(4, 1, 5, 5)),
    record(2, 1, 50, slot(2, 1, 5, 5), slot(3, 2, 40, 40), slot(4, 3, 5, 5)),
    record(3, 2, 10, slot(5, 2, 10, 10)),
)


def read(counted: Counted, *files: LoadedFile, body_ns: int = 200) -> Reading:
    snapshot = Snapshot(0, body_ns, 0, body_ns, 0, False, 0, ("finished",), (), frozenset(), counted)
    return Reading(files or (FILE,), snapshot)


def made(*records: Record, outside: float | None = 5.0, **more: object) -> Tables:
    return tables(read(Counted(1.0, FREE, records or RECORDS, outside, NOBODY, **more)))  # type: ignore[arg-type]


def column(table: LineTable, metric: str) -> Mapping[tuple[int, int], float | None]:
    return dict(zip(zip(table.line, table.function, strict=True), table.values[metric], strict=True))


def test_a_folded_line_brings_its_own_time_and_no_other() -> None:
    (table,) = made().lines
    assert column(table, "line_own_ns") == {(1, 0): 2, (8, 0): 8, (2, 1): 15, (3, 1): 40, (4, 1): 10, (5, 1): 25}
    assert column(table, "time_ns") == {(1, 0): 2, (8, 0): 98, (2, 1): 60, (3, 1): None, (4, 1): 10, (5, 1): 25}


def test_own_times_of_all_rows_are_those_of_all_code() -> None:
    (table,) = made().lines
    own = sum(value or 0 for value in table.values["line_own_ns"])
    assert own == sum(slot.own or 0 for record in RECORDS for slot in record.slots) == 100


def test_hits_of_folded_code_stand_where_the_function_has_no_such_line() -> None:
    (table,) = made().lines
    assert column(table, "hits") == {(1, 0): 1, (8, 0): 1, (2, 1): 1, (3, 1): 2, (4, 1): 1, (5, 1): 1}


def test_a_lambda_that_is_run_from_elsewhere_is_time_of_its_line() -> None:
    (table,) = made(*RECORDS[:3], record(3, 9, 400, slot(5, 9, 400, 400))).lines
    assert (column(table, "line_own_ns")[5, 1], column(table, "time_ns")[5, 1]) == (415, 415)


def test_functions_have_their_calls_their_total_and_their_own_time() -> None:
    assert [(row.name, dict(row.values)) for row in made().functions] == [
        ("<module>", {"calls": 1, "total_ns": 100, "own_ns": 10}),
        ("sums", {"calls": 1, "total_ns": 90, "own_ns": 90}),
    ]


def test_calls_lead_from_lines_to_functions_but_not_to_code_folded_into_them() -> None:
    assert [(each.caller, each.line, each.callee, dict(each.values)) for each in made().calls] == [
        (0, 8, 1, {"calls": 1, "total_ns": 90})
    ]


def test_a_call_from_folded_code_is_one_of_the_function_around_it() -> None:
    more = record(2, 1, 50, slot(3, 2, 40, 40, edge(0, 2, 7)))
    assert (1, 3, 0) in [(each.caller, each.line, each.callee) for each in made(*RECORDS[:2], more).calls]


def test_lines_that_never_ran_have_no_hits_and_a_function_that_was_not_called_no_time() -> None:
    found = made(RECORDS[0])
    (table,) = found.lines
    assert column(table, "hits") == {(1, 0): 1, (8, 0): 1, (2, 1): 0, (3, 1): 0, (4, 1): 0, (5, 1): 0}
    assert dict(found.functions[1].values) == {"calls": 0, "total_ns": 0, "own_ns": 0}


def test_a_file_that_was_loaded_twice_has_the_counts_of_both() -> None:
    again = LoadedFile("sums.py", PATH, TEXT, CODES, 1)
    twice = RECORDS + tuple(each._replace(place=(1, each.place[1]), slots=each.slots) for each in RECORDS)
    (table,) = tables(read(Counted(1.0, FREE, twice, 0.0, NOBODY), FILE, again)).lines
    assert (column(table, "hits")[2, 1], column(table, "line_own_ns")[3, 1], column(table, "first_ns")[8, 0]) == (
        2,
        80,
        98,
    )


def test_what_was_not_to_be_measured_says_nothing() -> None:
    limited = tuple(CodeRow(*row[:5], (), *row[6:]) for row in (tuple(vars(code).values()) for code in CODES))
    found = tables(read(Counted(1.0, FREE, (), 0.0, NOBODY), LoadedFile("sums.py", PATH, TEXT, limited, 0)))
    assert [dict(row.values) for row in found.functions] == [{}, {}]
    assert all(not table.line for table in found.lines)


def test_the_run_has_its_overhead_and_what_was_outside() -> None:
    costs = Costs(line=5.0, call=10.0, resume=0.0)
    found = tables(read(Counted(1.0, costs, RECORDS, 105.0, entered=Under(0, 1, 0, 0)), body_ns=300))
    assert found.overhead == 300 / (300 - 13 * 5 - 5 * 10)
    assert found.unmeasured_ns == 105 - 10


def test_suspension_is_a_metric_where_there_was_any() -> None:
    awaited = record(1, 1, 90, slot(2, 1, 60, 60)._replace(awaited=500))
    ids = ["time_ns", "line_own_ns", "hits", "first_ns", "slowest_ns", "raw_time_ns"]
    assert [metric.id for metric in metrics(read(Counted(1.0, FREE, RECORDS, 0.0, NOBODY)))] == ids
    assert [metric.id for metric in metrics(read(Counted(1.0, FREE, (awaited,), 0.0, NOBODY)))] == [
        *ids[:3],
        "await_ns",
        *ids[3:],
    ]


def test_what_was_not_counted_is_noted() -> None:
    notes = made(yielded_ns=1_500_000_000.0, unmeasured_codes=2, unkept_edges=1).notes
    assert [(note.kind, note.text.partition(":")[0]) for note in notes] == [
        ("not_measured", "The program began to trace itself 1.50 s into its run"),
        ("not_measured", "Not all of the program's functions were measured"),
        ("not_measured", "Not all calls are listed under their lines"),
    ]


def test_before_anything_was_counted_there_is_nothing() -> None:
    assert tables(Reading((), NOTHING)) == Tables()
    assert tables(Reading((), replace(NOTHING, tables=None))) == Tables()


# --- line_profiler's timings ---


def test_a_cost_per_line_is_taken_off_each_hit_and_what_was_measured_stays() -> None:
    timings = {
        ("sums.py", 1, "sums"): [(2, 1, 40), (5, 3, 100)],
        ("sums.py", 2, "sums.<locals>.<listcomp>"): [(3, 2, 9)],
    }
    reading = replace(read(Counted(1.0, FREE, (), None, NOBODY)).snapshot, tables={"line_ns": 10.0, "timings": timings})
    found = tables(Reading((FILE,), reading))
    (table,) = found.lines
    assert column(table, "time_ns") == {(1, 0): 0, (8, 0): 0, (2, 1): 30, (3, 1): None, (4, 1): 0, (5, 1): 70}
    assert column(table, "raw_time_ns") == {(1, 0): 0, (8, 0): 0, (2, 1): 40, (3, 1): None, (4, 1): 0, (5, 1): 100}
    assert [note.kind for note in found.notes] == ["distorts"]
