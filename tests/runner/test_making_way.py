"""Programs that trace themselves, and programs that recurse deeply: our tracers make way, and they do what they do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from place import Place

WORK = """\
import sys
def work(n):
    total = 0
    for i in range(n):
        total += i
    return total
work(10)
"""
TAKES_TOOLS = """\
mon = sys.monitoring
seen = []
for tool in {tools}:
    mon.use_tool_id(tool, "mine")
mon.register_callback(4, mon.events.LINE, lambda code, line: seen.append(line) if code.co_name == "work" else None)
mon.set_events(4, mon.events.LINE)
work(10)
mon.set_events(4, 0)
print(len(seen), mon.get_tool(4))
work(10)
"""
TRACES = """\
seen = []
def tracer(frame, event, arg):
    seen.append(event)
    return tracer
sys.settrace(tracer)
print(sys.gettrace() is tracer)
work(10)
sys.settrace(None)
print(len(seen), sys.gettrace())
work(10)
"""
DEEP = """\
import sys, threading
sys.setrecursionlimit(100_000)
def down(n):
    return down(n - 1) + 1 if n else 0
def tell(n):
    print(down(n), flush=True)
tell(30_000)
threads = [threading.Thread(target=tell, args=(10_000,)) for _ in range(2)]
for thread in threads:
    thread.start()
    thread.join()
print(sorted([3, 1, 2], key=down))
"""


def test_a_program_that_wants_our_tool_id_gets_it_and_all_is_measured(hooked_place: Place) -> None:
    hooked_place.write("main.py", WORK + TAKES_TOOLS.format(tools=(4,)))
    run = hooked_place.run()
    assert run.done.stdout == "23 mine\n"
    assert run.hits()[5] == 30
    assert run.notes("not_measured") == []


def test_where_no_tool_id_is_left_it_is_said_from_when_on_nothing_was_measured(hooked_place: Place) -> None:
    hooked_place.write("main.py", WORK + TAKES_TOOLS.format(tools=(3, 4) if hooked_place.is_native else (4, 3)))
    run = hooked_place.run()
    assert run.done.stdout == "23 mine\n"
    assert run.hits()[5] == 10
    ((text, _),) = run.notes("not_measured")
    assert text.endswith("s into its run: what ran from then on was not measured.")


def test_a_program_that_sets_a_trace_function_has_it_and_is_measured_again_after_it(every_traced_place: Place) -> None:
    place = every_traced_place
    if place.tracer == "line_profiler":
        pytest.skip("line_profiler does not yield to a program's trace function")
    place.write("main.py", WORK + TRACES)
    run = place.run()
    assert run.done.stdout == place.plain().stdout == "True\n25 None\n"
    old = place.version < (3, 12)
    assert run.hits()[5] == (20 if old else 30)
    texts = [text for text, _ in run.notes("not_measured")]
    assert [text.partition("run: ")[2] for text in texts] == ["what it traced was not measured."] * old


def test_recursion_is_as_deep_as_without(place: Place) -> None:
    measured = replace(place, tracer="native")
    measured.write("main.py", DEEP)
    run = measured.run()
    assert run.done.stdout == place.plain().stdout == "30000\n10000\n10000\n[1, 2, 3]\n"
    assert run.hits()[4] == 30_001 + 2 * 10_001 + 4 + 2 + 3
