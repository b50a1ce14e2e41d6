"""The runs that are kept, as a client lists them, shows one again, names, deletes, exports and compares them."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from client import Editor, editor

from heatline_runner.profile_json import read_profile

WORK = """\
def left(n):
    return sum(range(n))


def right(n):
    return [str(each) for each in range(n)]


for turn in range(20):
    left(10_000)
    right(2_000)
"""


async def ask(session: Editor, name: str, argument: object = None) -> Any:
    return await session.execute(f"heatline.server.{name}", argument)


async def runs(session: Editor, count: int) -> list[Any]:
    """Once there are so many."""
    found: list[Any] = []
    for _ in range(600):
        found = (await ask(session, "runs"))["runs"]
        if len(found) == count:
            break
        await asyncio.sleep(0.05)
    assert len(found) == count
    return found


async def test_runs_are_listed_named_and_deleted_and_outlive_a_restart(tmp_path: Path) -> None:
    storage = str(tmp_path / "storage")
    async with editor(tmp_path, storage=storage, hasViews=True) as session:
        uri = session.open("work.py", WORK)
        await session.profile(uri)
        first = (await runs(session, 1))[0]
        assert (first["title"], first["engine"]) == ("work.py", "line_time")
        assert "just now" in first["text"]
        assert "Measured by" in first["detail"]
        named = await ask(session, "nameRun", {"id": first["id"], "name": "before the change"})
        assert named["runs"][0]["title"] == "before the change"
        assert named["runs"][0]["text"].startswith("work.py · ")
        await session.profile(uri)
        assert [each["title"] for each in await runs(session, 2)] == ["work.py", "before the change"]
    async with editor(tmp_path, storage=storage, hasViews=True) as session:
        listed = await runs(session, 2)
        assert [each["title"] for each in listed] == ["work.py", "before the change"]
        left = await ask(session, "deleteRun", {"id": listed[0]["id"]})
        assert [each["title"] for each in left["runs"]] == ["before the change"]
        gone = await ask(session, "showRun", {"id": listed[0]["id"]})
        assert gone["text"].startswith("This run is no longer kept")


async def test_an_earlier_run_is_shown_again_exported_and_compared(tmp_path: Path) -> None:
    async with editor(tmp_path, storage=str(tmp_path / "storage"), hasViews=True) as session:
        uri = session.open("work.py", WORK)
        await session.profile(uri)
        await runs(session, 1)
        faster = WORK.replace("range(20)", "range(40)")
        session.write("work.py", faster)
        session.edit(uri, 2, faster)
        await session.profile(uri)
        newest, oldest = await runs(session, 2)
        assert "· 40×" in session.texts(uri)[10]

        shown = await ask(session, "showRun", {"id": oldest["id"]})
        assert shown == {"kind": "shown", "uri": uri}
        await session.until(lambda: "· 20×" in session.texts(uri)[10])

        file = tmp_path / "out.json"
        saved = await ask(session, "exportRun", {"id": oldest["id"], "path": str(file)})
        assert saved["kind"] == "saved"
        assert read_profile(file).run.target.endswith("work.py")

        for argument in (None, {"base": newest["id"], "new": oldest["id"]}):
            compared = await ask(session, "compareRuns", argument)
            assert compared["title"] == "work.py"
            row = next(line for line in compared["text"].splitlines() if line.startswith("left "))
            assert "20 → 40" in row
            assert "× " in row


async def test_what_cannot_be_compared_is_refused_in_a_sentence(tmp_path: Path) -> None:
    async with editor(tmp_path, storage=str(tmp_path / "storage"), hasViews=True) as session:
        assert (await ask(session, "compareRuns"))["text"].startswith("No run is kept yet")
        uri = session.open("work.py", WORK)
        await session.profile(uri)
        one = (await runs(session, 1))[0]
        assert (await ask(session, "compareRuns"))["text"].startswith("There are no two runs")
        session.states.clear()
        await ask(session, "profileCalls", {"uri": uri})
        await session.ended()
        other = (await runs(session, 2))[0]
        answer = await ask(session, "compareRuns", {"base": one["id"], "new": other["id"]})
        assert answer["text"] == ("The one measured Time, the other Total time: compare two runs by the same command.")
