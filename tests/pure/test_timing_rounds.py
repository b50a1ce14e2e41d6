"""How often a snippet is read, in which order and by which clock, with snippets that only say that they were read."""

from __future__ import annotations

import time
from sys import getallocatedblocks

import pytest

from heatline_runner.engines.snippet_time import stopwatch
from heatline_runner.engines.snippet_time.loop import Awaited, Statement
from heatline_runner.engines.snippet_time.stopwatch import Stopwatch
from heatline_runner.engines.snippet_time.timing import Rounds, alone, clock_of, columns, in_turns, loops_for

LONG_SLEEP = "sleep(0.005)"


class Said:
    """Takes ``ns`` per turn, and ``loop_ns`` for the loop; writes down who was read."""

    def __init__(self, ns: float, name: str = "", log: list[str] | None = None) -> None:
        self.ns, self.name = ns, name
        self.log: list[str] = [] if log is None else log
        self.turns = 0

    def read(self, loops: int) -> tuple[float, float]:
        self.log.append(self.name)
        self.turns += loops
        return self.ns, self.ns


@pytest.mark.parametrize(("ns", "loops"), [(5.0, 400_000), (214.0, 9_346), (40_000.0, 50), (5e6, 1)])
def test_a_reading_is_as_many_turns_as_last_two_milliseconds(ns: float, loops: int) -> None:
    assert loops_for(Said(ns)) == loops


@pytest.mark.parametrize(
    ("ns", "loops", "rounds"),
    [(214.0, 10_000, 100), (13.0, 200_000, 100), (90_000.0, 20, 100), (10e6, 1, 20), (90e6, 1, 5), (1.2e9, 1, 3)],
)
def test_one_alone_has_a_round_number_of_turns_and_fewer_readings_the_longer_it_takes(
    ns: float, loops: int, rounds: int
) -> None:
    taken = alone(Said(ns), ns)
    assert (taken.loops, len(taken.cpu_ns)) == (loops, rounds)


@pytest.mark.parametrize(("ns", "rounds"), [(214.0, 64), (8e6, 16), (90e6, 6), (2e9, 2), (9e9, 2)])
def test_two_have_as_many_readings_each(ns: float, rounds: int) -> None:
    first, second = in_turns(Said(ns), Said(ns), (ns, ns))
    assert (len(first.cpu_ns), len(second.cpu_ns)) == (rounds, rounds)


def test_two_are_read_in_the_order_b_a_a_b() -> None:
    log: list[str] = []
    in_turns(Said(8e6, "A", log), Said(8e6, "B", log), (8e6, 8e6))
    assert "".join(log) == "BAAB" * 8


def test_the_loops_own_cost_is_taken_off_and_nothing_takes_less_than_nothing() -> None:
    rounds = Rounds(10, [(30.0, 25.0), (5.0, 4.0)], 6.0)
    assert (columns(rounds, "wall"), columns(rounds, "cpu")) == ([24.0, 0.0], [19.0, 0.0])


def test_what_is_longer_by_the_wall_in_every_reading_waits() -> None:
    waits = Rounds(1, [(2.0, 1.0), (1.5, 1.0)], 0.0)
    works = Rounds(1, [(9.0, 1.0), (1.01, 1.0)], 0.0)
    assert (clock_of(works), clock_of(waits), clock_of(works, waits)) == ("cpu", "wall", "wall")


def test_a_snippet_that_sleeps_is_timed_by_the_wall() -> None:
    snippet = Statement(LONG_SLEEP, "", {"sleep": time.sleep})
    assert clock_of(Rounds(1, [snippet.read(1) for _ in range(3)], 0.0)) == "wall"


def test_a_snippet_that_works_is_timed_by_its_thread() -> None:
    snippet = Statement("sum(range(100_000))", "", {})
    assert clock_of(Rounds(1, [snippet.read(5) for _ in range(5)], 0.0)) == "cpu"


def test_setup_runs_before_each_reading_and_is_not_clocked() -> None:
    names: dict[str, object] = {"sleep": time.sleep, "made": []}
    snippet = Statement("items.append(1)", f"items = []; made.append(items); {LONG_SLEEP}", names)
    wall_ns = [snippet.read(3)[0] for _ in range(2)]
    assert [len(items) for items in names["made"]] == [3, 3]  # type: ignore[attr-defined]
    assert max(wall_ns) * 3 < 5_000_000


def test_what_is_awaited_is_awaited_in_every_turn() -> None:
    awaited: list[int] = []

    async def work(step: int) -> None:
        awaited.append(step)

    wall_ns, cpu_ns = Awaited("work(step)", "step = 7", {"work": work}).read(4)
    assert awaited == [7, 7, 7, 7]
    assert wall_ns > 0
    assert cpu_ns > 0


def test_a_snippet_cannot_change_the_names_of_its_module() -> None:
    names: dict[str, object] = {"kept": 1}
    Statement("other = kept", "", names).read(2)
    assert "other" not in names


def test_text_within_a_snippet_stays_as_it_is() -> None:
    text = 'x = """a\nb"""'
    check = 'assert x == "a\\nb"'
    Statement(f"{text}\n{check}", "", {}).read(2)
    Statement(check, text, {}).read(2)


def test_a_comment_may_end_what_is_awaited() -> None:
    async def work() -> None:
        pass

    Awaited("work()  # fast", "", {"work": work}).read(2)


@pytest.mark.parametrize("statement", ["break", "return", "await work()", "1 +"])
def test_what_cannot_stand_by_itself_is_no_snippet(statement: str) -> None:
    with pytest.raises(SyntaxError):
        Statement(statement, "", {})


def test_nothing_can_be_timed() -> None:
    assert Statement("# nothing", "", {}).read(10)[0] > 0


def test_nothing_is_kept_of_a_reading() -> None:
    """What one of two snippets kept would have all that it makes lie elsewhere in memory, which takes 4 % longer."""
    new, used = (Statement("1_000 * step", "step = 1_000", {}) for _ in range(2))
    used.read(10)
    before = getallocatedblocks()
    used.read(10)
    again = getallocatedblocks()
    new.read(10)
    assert getallocatedblocks() - again <= again - before


def test_the_loop_takes_no_name_that_a_module_may_have() -> None:
    translated: list[str] = []
    Statement("_('text')", "", {"_": translated.append}).read(2)
    assert translated == ["text", "text"]


def test_what_a_thread_was_kept_waiting_is_taken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    kept_ns = iter((0, 4_000_000))
    monkeypatch.setattr(stopwatch, "kept_waiting_ns", lambda: next(kept_ns))
    watch = Stopwatch()
    began_ns = time.perf_counter_ns()
    watch.press()
    time.sleep(0.005)
    watch.press()
    assert watch.taken_ns()[0] <= time.perf_counter_ns() - began_ns - 4_000_000


def test_waiting_while_the_system_is_asked_is_not_taken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    waited_ns = [0]

    def slow() -> int:
        time.sleep(0.005)
        waited_ns[0] += 5_000_000
        return waited_ns[0]

    monkeypatch.setattr(stopwatch, "kept_waiting_ns", slow)
    watch = Stopwatch()
    watch.press()
    time.sleep(0.005)
    watch.press()
    assert watch.taken_ns()[0] >= 5_000_000
