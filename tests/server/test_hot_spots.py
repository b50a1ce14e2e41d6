"""Where the newest run's time went, over all files: as a tree, line by line, and in words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from client import Editor, editor

MAIN = """\
import helper


def small():
    return sum(range(400_000))


for turn in range(3):
    small()
    helper.large()
"""
HELPER = """\
def large():
    first = sum(range(2_000_000))
    second = sum(range(4_000_000))
    return first + second
"""


async def ask(session: Editor, name: str, argument: object = None) -> Any:
    return await session.execute(f"heatline.server.{name}", argument)


async def measured(session: Editor) -> tuple[str, str]:
    helper = session.write("helper.py", HELPER)
    main = session.open("main.py", MAIN)
    await session.profile(main)
    return main, helper


async def test_before_anything_is_measured_it_is_said(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        session.open("main.py", MAIN)
        for name in ("hotSpots", "hotLine", "summary"):
            answer = await ask(session, name)
            assert answer["kind"] == "refused"
            assert answer["text"] == "Nothing has been measured yet: profile a file first."


async def test_all_files_functions_and_lines_hottest_first_and_where_they_stand_now(tmp_path: Path) -> None:
    async with editor(tmp_path, hasViews=True) as session:
        _, helper = await measured(session)
        found = await ask(session, "hotSpots")
        assert found["title"] == "main.py"
        first = found["files"][0]
        assert (first["uri"], first["name"]) == (helper, "helper.py")
        large = first["functions"][0]
        assert large["name"] == "large"
        assert "of the run" in large["text"]
        assert [line["line"] for line in large["lines"]] == [3, 2]
        assert all(line["level"] >= 1 for line in large["lines"])
        shares = [float(line["text"].split("\u00a0")[0]) for line in large["lines"]]
        assert shares == sorted(shares, reverse=True)
        assert large["lines"][0]["source"] == "second = sum(range(4_000_000))"
        session.open("helper.py", f"# new\n\n{HELPER}")
        again = (await ask(session, "hotSpots"))["files"][0]["functions"][0]
        assert [line["line"] for line in again["lines"]] == [5, 4]


async def test_hot_lines_are_walked_over_all_files_both_ways_and_round(tmp_path: Path) -> None:
    async with editor(tmp_path, hasViews=True) as session:
        main, helper = await measured(session)
        hottest = await ask(session, "hotLine", {"towards": "hottest"})
        assert hottest["uri"] == helper
        assert hottest["line"] == 3
        count = sum(
            len(function["lines"])
            for file in (await ask(session, "hotSpots"))["files"]
            for function in file["functions"]
        )
        walked = []
        place = {"uri": helper, "line": 1}
        for _ in range(count):
            found = await ask(session, "hotLine", {"towards": "next", **place})
            place = {"uri": found["uri"], "line": found["line"]}
            walked.append((found["uri"], found["line"]))
        assert walked == [(helper, 2), (helper, 3), (main, 5)]
        assert found["text"].startswith(f"Hot line {count} of {count}: ")
        around = await ask(session, "hotLine", {"towards": "next", **place})
        assert (around["uri"], around["line"]) == (helper, 2)
        assert around["text"].endswith(", in large")
        back = await ask(session, "hotLine", {"towards": "previous", "uri": helper, "line": 2})
        assert (back["uri"], back["line"]) == walked[-1]


async def test_without_an_argument_it_goes_on_from_where_it_was(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        main, helper = await measured(session)
        walked = [await ask(session, "hotLine") for _ in range(3)]
        assert [(found["uri"], found["line"]) for found in walked] == [(main, 5), (helper, 2), (helper, 3)]


async def test_the_run_is_told_in_a_few_sentences(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        await measured(session)
        found = await ask(session, "summary")
        assert found["title"] == "main.py"
        said = found["sentences"]
        assert said[0].startswith("main.py finished after ")
        assert said[0].endswith(", just now.")
        assert said[1].startswith("The function with the most, what it calls included, is large (helper.py:1): ")
        assert said[2].startswith("The hottest line is helper.py:")
        assert said[-1].startswith("Measuring made the run take ")
        assert await ask(session, "clear") is True
        assert (await ask(session, "summary"))["kind"] == "refused"


async def test_memory_has_hot_lines_too(tmp_path: Path) -> None:
    text = "def kept():\n    return b'x' * (30 << 20)\nheld = kept()\n"
    async with editor(tmp_path) as session:
        session.open("main.py", text)
        await ask(session, "profileMemory")
        await session.ended()
        found = await ask(session, "hotSpots")
        assert {line["line"] for function in found["files"][0]["functions"] for line in function["lines"]} >= {2}
        said = (await ask(session, "summary"))["sentences"]
        assert any(sentence.startswith("Memory: ") for sentence in said)
        assert any(sentence.startswith("The line with the most memory is main.py:") for sentence in said)
