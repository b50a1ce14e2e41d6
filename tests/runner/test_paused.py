"""An expression timed in a paused frame, by debugpy: with its values, in two seconds, and nothing else is changed."""

from __future__ import annotations

import ast
import json
import time
from statistics import median
from typing import Any

import pytest
from debugging import debugging
from place import Place

from heatline.paused import EXPRESSION, MODULE

PROGRAM = """\
import time
total = 0
def helper(x):
    y = x * 2
    if y > 3:
        y += 1
    return y
class Till:
    def __init__(self):
        self.__sum = 7
    def work(self, values, n):
        seen = []
        x = 5
        total = n
        helper(n)
        return [x, n, seen, total, self.__sum]
print(Till().work(list(range(1000)), 3), total)
"""
PAUSED_ON = 16


def told(shown: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(ast.literal_eval(shown))
    return answer


def asked(code: str, owner: str = "") -> str:
    return EXPRESSION.format(path=str(MODULE), code=code, owner=owner)


def test_a_snippet_is_timed_with_the_frames_values_and_changes_none(every_place: Place) -> None:
    program = every_place.write("main.py", PROGRAM)
    with debugging(every_place.python, program, [PAUSED_ON]) as session:
        frame = session.stopped()
        quick = told(session.evaluate(frame, asked("helper(n)")))
        slow = told(session.evaluate(frame, asked("sum(v * n for v in values)")))
        assert 50 * median(quick["samples_ns"]) < median(slow["samples_ns"])
        assert median(quick["samples_ns"]) < 2000  # of some 50: nobody traces it
        assert quick["traced"] is False
        for code in ("x = 99", "(n := 4)", "del x", "total += 1", "for x in values[:3]: pass"):
            assert session.evaluate(frame, asked(code))
        private = told(session.evaluate(frame, asked("self.__sum", "Till")))
        assert "error" not in private
        session.go_on()
        assert session.event("exited")["exitCode"] == 0
    assert session.output == "[5, 3, [], 3, 7] 0\n"


def test_whatever_it_does_it_ends_in_two_seconds_and_the_program_goes_on(every_place: Place) -> None:
    program = every_place.write("main.py", PROGRAM)
    with debugging(every_place.python, program, [PAUSED_ON]) as session:
        frame = session.stopped()
        for code, kind in (
            ("while True: pass", "NeverReturned"),
            ("exit(3)", "SystemExit"),
            ("1 / 0", "ZeroDivisionError"),
            ("nobody", "NameError"),
        ):
            began = time.monotonic()
            assert told(session.evaluate(frame, asked(code)))["error"][0] == kind
            assert time.monotonic() - began < 10  # of two: this machine has other things to do
        assert "samples_ns" in told(session.evaluate(frame, asked("print('x' * 1_000_000)")))
        session.go_on()
        assert session.event("exited")["exitCode"] == 0
    assert session.output == "[5, 3, [], 3, 7] 0\n"


def test_breakpoints_stop_as_before_after_a_snippet_was_timed(every_place: Place) -> None:
    program = every_place.write("main.py", PROGRAM)
    with debugging(every_place.python, program, [4, PAUSED_ON]) as session:
        frame = session.stopped()
        assert "samples_ns" in told(session.evaluate(frame, asked("helper(x)")))  # its own breakpoint is passed over
        session.go_on()
        session.stopped()
        session.go_on()
        assert session.event("exited")["exitCode"] == 0


@pytest.mark.parametrize("context", ["repl", "watch", "clipboard"])
def test_the_answer_is_whole_however_it_is_asked_for(new_place: Place, context: str) -> None:
    program = new_place.write("main.py", PROGRAM)
    with debugging(new_place.python, program, [PAUSED_ON]) as session:
        answer = told(session.evaluate(session.stopped(), asked("n"), context))
        assert 5 < len(answer["samples_ns"]) <= 96


def test_a_module_level_frame_has_its_variables_as_globals(new_place: Place) -> None:
    program = new_place.write("main.py", "values = [1]\ndef first():\n    return values[0]\nprint(first())\n")
    with debugging(new_place.python, program, [4]) as session:
        frame = session.stopped()
        assert "error" not in told(session.evaluate(frame, asked("values[0] + first()")))
        session.evaluate(frame, asked("values = [2]"))
        session.go_on()
        assert session.event("exited")["exitCode"] == 0
    assert session.output == "1\n"
