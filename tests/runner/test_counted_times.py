"""What the native tracer says of lines: their own time, what they call, and all of it however a run ends."""

from __future__ import annotations

import signal

import pytest
from place import Measured, Place

pytestmark = pytest.mark.parametrize(
    "traced_place", [("3.11", "native"), ("3.13", "native")], indirect=True, ids=" ".join
)
LOOP = """\
def hot(turns):
    total = 0
    for turn in range(turns):
        total += turn
        total ^= 3
    return total


hot(20_000)
"""


def column(measured: Measured, metric: str) -> dict[int, float | None]:
    """The figures of the lines of main.py."""
    table = measured.table("main.py")
    return dict(zip(table.line, table.values[metric], strict=True))


CALLS = """\
def inner(n):
    return sum(range(n))


def outer(n):
    found = 0
    for turn in range(n):
        found += inner(turn)
    return [inner(each) for each in range(3)]


outer(50)
inner(9)
"""


def test_calls_lead_from_the_line_to_the_function(traced_place: Place) -> None:
    traced_place.write("main.py", CALLS)
    profile = traced_place.run().profile
    names = [function.name for function in profile.functions]
    edges = {(names[e.caller], e.line, names[e.callee]): e.values["calls"] for e in profile.calls}
    assert edges == {
        ("<module>", 12, "outer"): 1,
        ("<module>", 13, "inner"): 1,
        ("outer", 8, "inner"): 50,
        ("outer", 9, "inner"): 3,
    }
    assert {function.name: function.values["calls"] for function in profile.functions} == {
        "<module>": 1,
        "inner": 54,
        "outer": 1,
    }


def test_a_line_is_no_less_than_its_own_time_and_no_more_than_its_function(traced_place: Place) -> None:
    traced_place.write("main.py", CALLS)
    measured = traced_place.run()
    table, functions = measured.table("main.py"), measured.profile.functions
    rows = zip(table.function, table.values["time_ns"], table.values["line_own_ns"], strict=True)
    for function, time_ns, own_ns in rows:
        assert 0 <= (own_ns or 0) <= (time_ns or 0) <= (functions[function].values["total_ns"] or 0)


def test_own_times_are_those_of_their_functions(traced_place: Place) -> None:
    traced_place.write("main.py", CALLS)
    measured = traced_place.run()
    own = sum(value or 0 for value in column(measured, "line_own_ns").values())
    assert own == pytest.approx(sum(function.values["own_ns"] or 0 for function in measured.profile.functions))


def test_a_run_says_how_much_longer_it_took_and_what_was_outside(traced_place: Place) -> None:
    traced_place.write("main.py", LOOP)
    run = traced_place.run().profile.run
    assert (run.tracer, run.engine_version) == ("native", "")
    assert (run.overhead or 0) > 1
    assert (run.unmeasured_ns or -1) > 0


def test_recursion_is_counted_by_its_outermost_call(traced_place: Place) -> None:
    traced_place.write("main.py", "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n\n\nfib(12)\n")
    measured = traced_place.run()
    totals = {function.name: function.values["total_ns"] for function in measured.profile.functions}
    assert column(measured, "hits") == {1: 1, 2: 465, 5: 1}
    assert (totals["fib"] or 0) <= (totals["<module>"] or 0)
    assert measured.notes("recursive") == []


TIMED = """\
from time import perf_counter_ns

BEGAN = perf_counter_ns()


def step(n):
    return n + 1


def turns(n):
    for each in range(n):
        yield each


total = 0
for turn in range(150_000):
    total = step(total)
    total ^= turn
for each in turns(100_000):
    total += each
with open("took.txt", "a") as file:
    file.write(f"{perf_counter_ns() - BEGAN}\\n")
"""


def test_own_times_and_what_was_outside_add_up_to_the_plain_run(traced_place: Place) -> None:
    traced_place.write("main.py", TIMED)
    took, told = traced_place.folder / "took.txt", []
    plain_ns, measured_ns = [], []
    for _ in range(6):
        traced_place.plain()
        plain_ns.append(int(took.read_text(encoding="ascii").split()[-1]))
        measured = traced_place.run()
        own = sum(value or 0 for value in column(measured, "line_own_ns").values())
        told.append(own + (measured.profile.run.unmeasured_ns or 0))
        measured_ns.append(measured.profile.run.body_ns)
    share = 0.6 if traced_place.is_native else 1 / 3  # raw times are 3 and 20 times the plain run's
    assert min(plain_ns) / 2 < min(told)
    # In the run that was disturbed least; how near they are the benchmark says, by ratios.
    assert min(put_right / raw for put_right, raw in zip(told, measured_ns, strict=True)) < share


# --- however it ends ---

ENDS = """\
import ctypes
import os
import signal


def work(n):
    total = 0
    for each in range(n):
        total += each
    return total


work(1000)
found = sorted(range(300_000), key=str)
{end}
"""
WORKED = {1: 1, 2: 1, 3: 1, 6: 1, 7: 1, 8: 1001, 9: 1000, 10: 1, 13: 1, 14: 1, 15: 1}


@pytest.mark.parametrize(
    ("end", "outcome", "signal_number"),
    [
        ("ctypes.string_at(0)", "crashed", signal.SIGSEGV),
        ("os.abort()", "crashed", signal.SIGABRT),
        ("os.kill(os.getpid(), signal.SIGKILL)", "killed", signal.SIGKILL),
        ("os._exit(0)", "exited", None),
    ],
)
def test_nothing_is_lost_however_it_ends(
    traced_place: Place, end: str, outcome: str, signal_number: int | None
) -> None:
    traced_place.write("main.py", ENDS.format(end=end))
    measured = traced_place.run()
    run = measured.profile.run
    assert (run.outcome, run.signal) == (outcome, signal_number)
    assert measured.hits() == WORKED
    assert (column(measured, "time_ns")[14] or 0) > 0
    assert [line for _, line in measured.notes("not_ended")] == [15]
    assert not any("kept every" in text for text, _ in measured.notes("not_measured"))


def test_a_line_that_has_not_ended_has_its_time(traced_place: Place) -> None:
    traced_place.write("main.py", "import os\nimport time\ntime.sleep(0.2)\nos._exit(time.sleep(0.3) or 0)\n")
    times = column(traced_place.run(), "time_ns")
    assert (times[3] or 0) >= 0.19e9
    assert (times[4] or 0) >= 0.29e9
