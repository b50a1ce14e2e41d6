"""What several processes measured of the same lines adds up, and what was measured of another text stays out."""

from __future__ import annotations

from heatline_runner.merging import all_metrics, merged
from heatline_runner.model import CallEdge, FunctionRow, LineTable, Note, Values
from heatline_runner.tables import Tables


def tables(hits: float, slowest_ns: float, *names: str, note: str = "") -> Tables:
    functions = tuple(FunctionRow("/a.py", 1, 9, name, {"calls": hits}) for name in names)
    values: dict[str, tuple[float | None, ...]] = {
        "hits": (hits,),
        "slowest_ns": (slowest_ns,),
        "first_ns": (slowest_ns,),
        "time_ns": (None,),
    }
    edge: Values = {"calls": hits, "total_ns": 10.0}
    return Tables(
        lines=(LineTable("/a.py", (3,), (len(names) - 1,), values),),
        functions=functions,
        calls=(CallEdge(0, len(names) - 1, 2, edge),),
        notes=(Note("distorts", note),) if note else (),
        unmeasured_ns=5.0,
    )


def same(number: int, path: str) -> bool:
    return False


def test_one_process_is_as_it_is() -> None:
    first = tables(2, 7, "main")
    assert merged(first, [], same) is first


def test_hits_and_times_add_up_and_the_slowest_is_the_slowest_of_all() -> None:
    whole = merged(tables(2, 7, "main", "work", note="one"), [tables(3, 9, "main", "work", note="two")], same)
    (table,) = whole.lines
    assert (table.line, table.function) == ((3,), (1,))
    assert table.values == {"hits": (5,), "slowest_ns": (9,), "first_ns": (7,), "time_ns": (None,)}
    assert [row.values for row in whole.functions] == [{"calls": 5}, {"calls": 5}]
    assert [(edge.caller, edge.callee, edge.line, edge.values) for edge in whole.calls] == [
        (0, 1, 2, {"calls": 5, "total_ns": 20.0})
    ]
    assert [note.text for note in whole.notes] == ["one", "two"]
    assert whole.unmeasured_ns == 10.0


def test_functions_are_told_apart_by_their_names_whatever_their_numbers() -> None:
    whole = merged(tables(2, 7, "main", "work"), [tables(3, 9, "work"), tables(1, 1, "other", "main")], same)
    assert [row.name for row in whole.functions] == ["main", "work", "other"]
    (table,) = whole.lines
    assert list(zip(table.line, table.function, table.values["hits"], strict=True)) == [(3, 0, 1), (3, 1, 5)]


def test_what_another_text_was_measured_of_is_left_out() -> None:
    whole = merged(tables(2, 7, "main", "work"), [tables(3, 9, "main", "work")], lambda _, path: path == "/a.py")
    assert whole.lines[0].values["hits"] == (2,)
    assert [edge.values["calls"] for edge in whole.calls] == [2]


def test_metrics_of_all_in_the_order_of_the_first() -> None:
    assert all_metrics([("time", "hits"), ("hits", "suspended"), ("time",)]) == ("time", "hits", "suspended")
