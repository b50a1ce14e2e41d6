"""Timing functions and selections over the protocol: what is asked, what lenses say, and what goes wrong."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

from client import WAIT_S, Editor, editor, plain
from lsprotocol import types as lsp
from test_limited_runs import actions
from test_side_by_side import hovered, lenses

GRADES = """\
LIMITS = [60, 70, 80, 90]


# timeit: grade(74)
def grade(score):
    return letter(sum(score >= limit for limit in LIMITS))


# timeit: grade2(74)
def grade2(score):
    place = 0
    while place < len(LIMITS) and score >= LIMITS[place]:
        place += 1
    return letter(place)


def letter(place):
    return "FDCBA"[place]


def plus(first, second):
    return first + second


if __name__ == "__main__":
    print(grade(74))
"""
FIGURE = re.compile(r"[\d.]+ (ns|μs|ms) ± [\d.]+ (ns|μs|ms) · [\d,]+ loops? · (just now|measuring)")


async def timed(session: Editor, argument: dict[str, Any], command: str = "timeit") -> Any:
    """Time something to the end of its run; the last that is said of it."""
    session.states.clear()
    answer = await session.execute(f"heatline.server.{command}", argument)
    assert answer["kind"] == "started", answer
    return await session.ended()


async def lens(session: Editor, uri: str, line: int) -> list[str]:
    """The titles of the lenses on a line."""
    found = await session.client.text_document_code_lens_async(lsp.CodeLensParams(lsp.TextDocumentIdentifier(uri)))
    return [plain(each.command.title) for each in found or [] if each.command and each.range.start.line == line - 1]


async def test_every_function_has_its_lenses(tmp_path: Path) -> None:
    async with editor(tmp_path, hasTerminal=True, hasViews=True) as session:
        uri = session.open("grades.py", GRADES)
        offered = await lenses(session, uri)
    assert offered.count(("timeit this", "heatline.timeit")) == 4
    assert offered.count(("compare…", "heatline.compare")) == 4


async def test_a_comment_says_what_is_timed_and_the_lens_the_answer(tmp_path: Path) -> None:
    async with editor(tmp_path, hasViews=True) as session:
        uri = session.open("grades.py", GRADES)
        before = await lens(session, uri, 5)
        ended = await timed(session, {"uri": uri, "function": "grade"})
        after = await lens(session, uri, 5)
        said = await hovered(session, uri, 5)
        shown = await session.execute("heatline.server.timings", {"uri": uri})
    assert before == ["timeit this", "compare…"]
    assert ended.title == "grades.py: grade"
    assert "grade" in ended.text, ended
    assert FIGURE.fullmatch(after[1]), after
    assert (after[0], after[2]) == ("timeit this", "compare…")
    assert "grade(74)" in said, said
    assert [each["function"] for each in shown["answers"]] == ["grade"]
    assert shown["answers"][0]["again"] is not None


async def test_an_edit_of_the_function_or_of_what_it_calls_makes_it_stale(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("grades.py", GRADES)
        await timed(session, {"uri": uri, "function": "grade"})
        session.edit(uri, 2, GRADES.replace("first + second", "second + first"))
        other = await lens(session, uri, 5)
        session.edit(uri, 3, GRADES.replace('"FDCBA"', '"EDCBA"'))
        called = await lens(session, uri, 5)
        session.edit(uri, 4, "# on top\n" + GRADES)
        moved = await lens(session, uri, 6)
        session.edit(uri, 5, GRADES.replace("score >= limit", "limit <= score"))
        own = await lens(session, uri, 5)
    assert FIGURE.fullmatch(other[1]), other
    assert called[1] == "Stale"
    assert FIGURE.fullmatch(moved[1]), moved
    assert own[1] == "Stale"


async def test_after_an_edit_the_next_answer_stands_beside_the_earlier_one(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("grades.py", GRADES)
        await timed(session, {"uri": uri, "function": "grade"})
        slower = GRADES.replace("    return letter(sum(", "    sum(range(10_000))\n    return letter(sum(")
        session.write("grades.py", slower)
        session.edit(uri, 2, slower)
        await timed(session, {"uri": uri, "function": "grade"})
        found = await lens(session, uri, 5)
        shown = await session.execute("heatline.server.timings", {"uri": uri})
    assert re.match(r"[\d.]+( ns| μs)? → [\d.]+ μs · [\d.]+× slower · (just now|measuring)", found[1]), found
    assert len(shown["answers"]) == 2


async def test_two_functions_are_compared_from_a_selection_over_both(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("grades.py", GRADES)
        offered = await actions(session, uri, (4, 0, 13, 4), only=["source.heatline"])
        compare = next(each.command for each in offered if each.title.startswith("compare"))
        ended = await timed(session, compare.arguments[0], "compare")
        found = await lens(session, uri, 5)
    assert compare.title == "compare grade and grade2"
    assert re.search(r"grade2 is [\d.]+× (faster|slower)|no difference", plain(ended.text)), ended.text
    assert re.search(r"grade2 is [\d.]+× (faster|slower)|no difference", found[1]), found


async def test_comparing_with_the_likeliest_where_nothing_says_with_which(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("grades.py", GRADES)
        ended = await timed(session, {"uri": uri, "function": "grade"}, "compare")
    assert "grade2" in ended.text


async def test_without_an_argument_what_was_pointed_at_or_has_a_comment_is_timed(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("grades.py", GRADES)
        first = await session.execute("heatline.server.timeit")
        await session.ended()
        session.states.clear()
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(11, 4))
        await session.client.text_document_hover_async(params)
        second = await session.execute("heatline.server.timeit")
        await session.ended()
    assert (first["title"], second["title"]) == ("grades.py: grade", "grades.py: grade2")


async def test_what_takes_arguments_nobody_gave_is_asked_for_and_remembered(tmp_path: Path) -> None:
    storage = str(tmp_path / "storage")
    async with editor(tmp_path, storage=storage) as session:
        uri = session.open("grades.py", GRADES)
        question = await session.execute("heatline.server.timeit", {"uri": uri, "function": "plus"})
        told = await session.until(lambda: [each.message for each in session.client.messages])
        await timed(session, {"uri": uri, "function": "plus", "calls": ["plus(1, 2)"]})
        again = await timed(session, {"uri": uri, "function": "plus"})
        choices = await session.execute("heatline.server.timeitChoices", {"uri": uri, "function": "plus"})
    async with editor(tmp_path, storage=storage) as session:
        uri = session.open("grades.py")
        await session.until(lambda: (tmp_path / "storage" / "typed.calls").exists())
        later = await timed(session, {"uri": uri, "function": "plus"})
    assert (question["kind"], question["function"], question["call"]) == ("question", "plus", "plus(first, second)")
    assert told == [question["text"]]
    assert "plus" in again.text
    assert "plus" in later.text
    assert choices["calls"] == ["plus(1, 2)"]
    assert [each["title"] for each in choices["drivers"]] == ["grades.py"]


async def test_a_selection_has_its_answer_above_it(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("grades.py", GRADES)
        offered = await actions(session, uri, (13, 11, 13, 24), only=["source.heatline"])
        found = next(each.command for each in offered if each.title == "timeit this selection")
        refused = await session.execute("heatline.server.timeit", found.arguments[0])
        offered = await actions(session, uri, (0, 9, 0, 25), only=["source.heatline"])
        found = next(each.command for each in offered if each.title == "timeit this selection")
        await timed(session, found.arguments[0])
        titles = await lens(session, uri, 1)
    assert refused["kind"] == "refused"
    assert "place" in refused["text"]
    assert any(FIGURE.fullmatch(title) for title in titles), titles


async def test_timings_outlive_the_server_and_can_be_forgotten(tmp_path: Path) -> None:
    storage = str(tmp_path / "storage")
    async with editor(tmp_path, storage=storage) as session:
        uri = session.open("grades.py", GRADES)
        await timed(session, {"uri": uri, "function": "grade"})
    async with editor(tmp_path, storage=storage) as session:
        uri = session.open("grades.py")
        async with asyncio.timeout(WAIT_S):
            while len(kept := await lens(session, uri, 5)) < 3:
                await asyncio.sleep(0.05)
        await session.execute("heatline.server.clear", {"uri": uri})
        cleared = await lens(session, uri, 5)
    assert FIGURE.fullmatch(kept[1]), kept
    assert cleared == ["timeit this", "compare…"]
    assert list((tmp_path / "storage").iterdir()) == []


async def test_a_function_that_raises_says_so_above_it(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("grades.py", GRADES)
        ended = await timed(session, {"uri": uri, "function": "grade", "calls": ["grade('x')"]})
        found = await lens(session, uri, 5)
    assert "TypeError" in ended.text
    assert "TypeError" in found[1]


async def test_one_that_never_returns_is_stopped_and_can_be_given_longer(tmp_path: Path) -> None:
    text = "# timeit: forever()\ndef forever():\n    while True:\n        pass\n"
    async with editor(tmp_path) as session:
        uri = session.open("forever.py", text)
        ended = await timed(session, {"uri": uri, "function": "forever", "limitS": 1.0})
    assert "had not returned after 1" in plain(ended.text), ended.text
    assert ended.action.title == "Give It Longer"
    assert json.loads(ended.action.argument) | {"uri": uri, "function": "forever", "limitS": 6.0} == json.loads(
        ended.action.argument
    )


async def test_all_calls_together_have_the_seconds_of_a_click(tmp_path: Path) -> None:
    text = "".join(f"# timeit: forever({number})\n" for number in range(3))
    async with editor(tmp_path) as session:
        uri = session.open("forever.py", f"{text}def forever(n):\n    while True:\n        pass\n")
        ended = await timed(session, {"uri": uri, "function": "forever", "limitS": 1.0})
        shown = await session.execute("heatline.server.timings", {"uri": uri})
    assert ended.action.title == "Give It Longer"
    assert "forever(2) was not timed, since the calls before it used up the 1 s" in shown["answers"][0]["sentence"]


async def test_while_it_is_timed_the_lens_stops_it(tmp_path: Path) -> None:
    text = "import time\n# timeit: slow()\ndef slow():\n    time.sleep(30)\n"
    async with editor(tmp_path) as session:
        uri = session.open("slow.py", text)
        started = await session.execute("heatline.server.timeit", {"uri": uri, "function": "slow"})
        titles = await lens(session, uri, 3)
        entry = await lens(session, uri, 1)
        assert await session.execute("heatline.server.stop", {"run": started["run"]})
        await session.ended()
        after = await lens(session, uri, 3)
    assert titles == ["timing… · Stop"]
    assert "Stop" not in entry
    assert after == ["timeit this", "compare…"] or after[1].startswith("not timed") or "stopped" in after[1], after


async def test_a_second_click_takes_the_place_of_the_first(tmp_path: Path) -> None:
    text = "import time\n# timeit: slow()\ndef slow():\n    time.sleep(30)\n"
    async with editor(tmp_path) as session:
        uri = session.open("slow.py", text)
        first = await session.execute("heatline.server.timeit", {"uri": uri, "function": "slow"})
        second = await session.execute("heatline.server.timeit", {"uri": uri, "function": "slow"})
        ended = await session.ended()
        await session.execute("heatline.server.stop", {"run": second["run"]})
        await session.until(lambda: len([each for each in session.states if each.phase == "ended"]) == 2)
    assert ended.run == first["run"]


async def test_a_typo_in_a_comment_is_a_problem_there(tmp_path: Path) -> None:
    text = GRADES.replace("# timeit: grade(74)", "# timeit grade(74)")
    async with editor(tmp_path) as session:
        uri = session.open("grades.py", text)
        params = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri))
        report: Any = await session.client.text_document_diagnostic_async(params)
        refused = await session.execute("heatline.server.timeit", {"uri": uri, "function": "grade"})
    assert [(each.range.start.line, each.source) for each in report.items] == [(3, "heatline")]
    assert "# timeit: grade(74)" in report.items[0].message
    assert refused["kind"] == "refused"


async def test_what_is_not_saved_is_not_timed(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("grades.py", GRADES)
        session.edit(uri, 2, GRADES + "\n\nLATER = 1\n")
        refused = await session.execute("heatline.server.timeit", {"uri": uri, "function": "grade"})
    assert refused["text"] == "grades.py is not saved as it is shown: save it first, then time it."


async def test_nothing_is_timed_in_an_untrusted_workspace(tmp_path: Path) -> None:
    async with editor(tmp_path, trusted=False) as session:
        uri = session.open("grades.py", GRADES)
        for command in ("timeit", "compare", "timeRealCalls"):
            refused = await session.execute(f"heatline.server.{command}", {"uri": uri, "function": "grade"})
            assert (refused["kind"], "not trusted" in refused["text"]) == ("refused", True)
        await asyncio.sleep(0)
    assert session.states == []


DRIVER = "import grades\n\nfor score in range(50, 100):\n    grades.grade(score)\n"


async def test_real_calls_are_clocked_in_the_program_that_makes_them(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        driver, uri = session.open("prof.py", DRIVER), session.open("grades.py", GRADES)
        unknown = await session.execute("heatline.server.timeitChoices", {"uri": uri, "function": "grade"})
        await session.profile(driver)
        choices = await session.execute("heatline.server.timeitChoices", {"uri": uri, "function": "grade"})
        params = {"uri": choices["drivers"][0]["uri"], "of": uri, "lines": choices["lines"]}
        ended = await timed(session, params, "timeRealCalls")
        found = await lens(session, uri, 5)
        refused = await session.execute("heatline.server.timeRealCalls", {**params, "options": {"repeat": "maybe"}})
        session.states.clear()
        again = await session.execute("heatline.server.timeRealCalls")
        await session.ended()
    assert [(each["title"], each["detail"]) for each in unknown["drivers"]] == [
        ("grades.py", "the file itself"),
        ("prof.py", "it imports grades.py"),
    ]
    assert [each["title"] for each in choices["drivers"]] == ["prof.py", "grades.py"]
    assert "50 calls" in plain(ended.text), ended.text
    assert found[1].startswith("50 calls · median"), found
    assert again["title"] == "prof.py: grade of grades.py"
    assert refused["text"] == "timeit this has no repeat maybe: choose no or yes."


async def test_a_line_that_an_answer_names_is_found_where_it_is_now(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("grades.py", GRADES)
        session.write("prof.py", DRIVER)
        await timed(session, {"uri": uri, "function": "grade"})
        shown = await session.execute("heatline.server.timings", {"uri": uri})
        session.edit(uri, 2, "# above\n" + GRADES)
        place = {"key": shown["key"], "answer": shown["answers"][0]["id"], "path": shown["key"], "line": 5}

        async def placed(**other: Any) -> Any:
            answer = await session.execute("heatline.server.timingPlace", {**place, **other})
            return answer["kind"], answer.get("line")

        assert await placed() == ("placed", 6)
        assert await placed(path=str(tmp_path / "prof.py"), line=4) == ("placed", 4)
        assert await placed(path=str(tmp_path / "prof.py"), line=40) == ("refused", None)
        assert await placed(path="/etc/passwd", line=1) == ("refused", None)
        assert await placed(answer="another") == ("refused", None)


async def test_a_client_that_does_not_ask_for_problems_is_told_of_them(tmp_path: Path) -> None:
    async with editor(tmp_path, pulls=False) as session:
        uri = session.open("grades.py", GRADES.replace("# timeit: grade(74)", "# timeit grade(74)"))
        told = await session.until(lambda: session.client.diagnostics.get(uri))
        session.edit(uri, 2, GRADES)
        await session.until(lambda: not session.client.diagnostics[uri])
    assert [each.range.start.line for each in told] == [3]


async def test_the_calls_under_the_guard_are_timed_where_they_stand(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("grades.py", GRADES)
        offered = await actions(session, uri, (24, 0, 24, 0), only=["source.heatline"])
        found = next(each.command for each in offered if each.title == "timeit the calls under the guard")
        ended = await timed(session, found.arguments[0])
    assert ended.title == "grades.py: the calls under the guard"
    assert "grade(74)" in ended.text


async def test_what_ends_the_process_or_prints_a_lot_leaves_a_sentence_and_nothing_running(tmp_path: Path) -> None:
    text = (
        "import os\n\n\n# timeit: ends()\ndef ends():\n    os._exit(3)\n\n\n"
        "# timeit: prints()\ndef prints():\n    print('x' * 1_000_000)\n"
    )
    async with editor(tmp_path) as session:
        uri = session.open("bad.py", text)
        ended = await timed(session, {"uri": uri, "function": "ends"})
        printed = await timed(session, {"uri": uri, "function": "prints"})
        titles = await lens(session, uri, 10)
    assert "ends() ends the process (exit code 3), so it cannot be timed." in plain(ended.text)
    assert printed.severity == "info"
    assert FIGURE.fullmatch(titles[1]), titles
