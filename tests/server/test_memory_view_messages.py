"""Memory over time, asked for as a client does: while a program runs, after it, after edits, and from mprof's files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from client import Editor, editor
from test_runs import as_json

from heatline_runner.model import measured_source
from heatline_runner.profile_json import read_profile, write_profile

GROWS = """\
import time


def grow():
    kept = []
    for turn in range(20):
        kept.append(bytearray(4_000_000))
        time.sleep(0.02)
    return kept


kept = grow()
"""
ENDLESS = """\
import time

while True:
    time.sleep(0.01)
"""
DAT = """\
CMDLINE python sos.py
MEM 10.0 1000.0
MEM 50.0 1000.1
FUNC sos.add 12.0 1000.02 48.0 1000.08
MEM 20.0 1000.2
"""


async def ask(session: Editor, command: str, argument: object = None) -> Any:
    return as_json(await session.execute(f"heatline.server.{command}", argument))


async def profiled(session: Editor, text: str = GROWS) -> str:
    """Profile the memory of ``grows.py`` to its end; its URI."""
    uri = session.open("grows.py", text)
    answer = await ask(session, "profileMemory", {"uri": uri})
    assert answer["kind"] == "started", answer
    await session.ended()
    return uri


def told(session: Editor) -> list[Any]:
    """The keys of which the client is told from now on that there is something newer."""
    changes: list[Any] = []

    @session.client.feature("heatline/memory")
    def on_memory(message: Any) -> None:
        changes.append(message.keys)

    return changes


async def test_a_run_has_memory_over_time_with_its_peak_and_its_calls(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        view = await ask(session, "memoryView", {"uri": await profiled(session)})
        chosen = [each["id"] for each in view["functions"]]
        series = await ask(session, "memorySeries", {"key": view["key"], "points": 400, "functions": chosen})
    assert (view["kind"], view["key"], view["title"], view["run"]) == (
        "memory",
        str(tmp_path / "grows.py"),
        "grows.py",
        None,
    )
    sizes = series["curves"][0]
    assert max(sizes) - sizes[0] > 60 * 1024**2
    assert view["peak"]["sizeBytes"] == max(sizes)
    assert "grow" in [each["name"] for each in view["functions"]]
    assert {each["calls"] for each in series["brackets"]} == {1}
    assert any(place["text"] == "grows.py:8 in grow" for place in series["places"])


async def test_commands_without_arguments_mean_the_newest_document(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        await profiled(session)
        view, series = await ask(session, "memoryView"), await ask(session, "memorySeries")
        saved = await ask(session, "saveMemory")
        again = await ask(session, "memoryView", {"file": saved["path"]})
    assert series["atNs"][-1] == view["toNs"]
    assert saved["path"] == view["saveAs"]
    assert Path(saved["path"]).parent == tmp_path
    assert again["title"] == Path(saved["path"]).name
    assert again["peak"]["sizeBytes"] == pytest.approx(view["peak"]["sizeBytes"], abs=53)  # of four decimals of a MiB


async def test_where_no_memory_was_profiled_it_says_so_with_a_button(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        nothing = await ask(session, "memoryView")
        view = await ask(session, "memoryView", {"uri": session.open("grows.py", GROWS)})
        series = await ask(session, "memorySeries", {"key": "nowhere"})
    assert nothing["text"] == "There is no Python file to show the memory of: open one first."
    assert view["text"] == "There is no memory over time for grows.py: profile its memory first."
    assert view["action"]["command"] == "heatline.server.profileMemory"
    assert (series["kind"], series["text"].partition(":")[0]) == ("refused", "This memory over time is no longer there")


async def test_a_client_with_views_is_told_of_newer_memory_and_can_stop_the_run(tmp_path: Path) -> None:
    async with editor(tmp_path, hasViews=True) as session:
        changes = told(session)
        uri = session.open("endless.py", ENDLESS)
        await ask(session, "profileMemory", {"uri": uri})
        await session.until(lambda: len([keys for keys in changes if keys]) >= 3)
        first = await ask(session, "memoryView", {"uri": uri})
        await session.until(lambda: len([keys for keys in changes if keys]) >= 6)
        second = await ask(session, "memoryView", {"uri": uri})
        assert await session.execute("heatline.server.stop", {"run": second["run"]}) is True
        await session.ended()
        last = await ask(session, "memoryView", {"uri": uri})
    assert first["run"] == second["run"] is not None
    assert first["revision"] < second["revision"] < last["revision"]
    assert first["toNs"] < second["toNs"]
    assert (last["run"], last["notes"][0]) == (None, "The program was stopped.")
    assert [keys for keys in changes if keys][-1] == [str(tmp_path / "endless.py")]


async def test_a_client_without_views_is_told_nothing(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        changes = told(session)
        await profiled(session)
    assert changes == []


async def test_clearing_takes_the_view_away_and_says_so(tmp_path: Path) -> None:
    async with editor(tmp_path, hasViews=True) as session:
        uri = await profiled(session)
        changes = told(session)
        await session.execute("heatline.server.clear", {"uri": uri})
        await session.until(lambda: changes)
        view = await ask(session, "memoryView", {"uri": uri})
    assert changes == [[str(tmp_path / "grows.py")]]
    assert view["kind"] == "refused"


async def test_a_line_is_found_where_it_stands_now(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = await profiled(session)
        asked = {"key": str(tmp_path / "grows.py"), "path": str(tmp_path / "grows.py"), "line": 8}
        before = await ask(session, "memoryPlace", asked)
        session.edit(uri, 2, "# new\n" + GROWS)
        moved = await ask(session, "memoryPlace", asked)
        session.edit(uri, 3, "")
        gone = await ask(session, "memoryPlace", asked)
        elsewhere = await ask(session, "memoryPlace", {**asked, "path": "/etc/passwd"})
    assert (before["uri"], before["line"]) == (uri, 8)
    assert (moved["uri"], moved["line"]) == (uri, 9)
    assert gone["text"] == "This line is no longer there: it was deleted since it was measured."
    assert elsewhere["kind"] == "refused"


async def test_a_line_of_a_file_that_is_not_open_is_found_on_disk(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = await profiled(session)
        session.close(uri)
        session.write("grows.py", "\n\n" + GROWS)
        path = str(tmp_path / "grows.py")
        placed = await ask(session, "memoryPlace", {"key": path, "path": path, "line": 8})
        (tmp_path / "grows.py").unlink()
        gone = await ask(session, "memoryPlace", {"key": path, "path": path, "line": 8})
    assert (placed["uri"], placed["line"]) == (uri, 10)
    assert gone["text"].startswith("grows.py cannot be read")


async def test_a_file_of_mprofs_is_shown_with_its_functions(tmp_path: Path) -> None:
    (tmp_path / "mprofile_1.dat").write_text(DAT)
    async with editor(tmp_path) as session:
        view = await ask(session, "memoryView", {"file": str(tmp_path / "mprofile_1.dat")})
        series = await ask(session, "memorySeries", {"key": view["key"], "functions": [view["functions"][0]["id"]]})
    assert (view["title"], view["curves"], view["peak"]["sizeBytes"]) == ("mprofile_1.dat", ["sos.py"], 50 * 1024**2)
    assert [each["name"] for each in view["functions"]] == ["sos.add"]
    (bracket,) = series["brackets"]
    assert (bracket["startNs"], bracket["startBytes"]) == (20_000_000, 12 * 1024**2)


async def test_a_file_of_mprofs_that_grew_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "mprofile_1.dat"
    file.write_text(DAT)
    async with editor(tmp_path) as session:
        before = await ask(session, "memoryView", {"file": str(file)})
        file.write_text(DAT + "MEM 90.0 1000.5\n")
        after = await ask(session, "memoryView", {"file": str(file)})
    assert (before["toNs"], after["toNs"]) == (200_000_000, 500_000_000)
    assert before["revision"] < after["revision"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b"hello\nworld\n", "it is no file of mprof's"),
        (b"\x00\x01\x02", "it is no text"),
        (b"CMDLINE python x.py\n", "it has no reading of memory, as when a program ends before the first"),
        (None, "No such file or directory"),
    ],
)
async def test_a_bad_file_is_refused_in_one_sentence(tmp_path: Path, data: bytes | None, why: str) -> None:
    file = tmp_path / "mprofile_1.dat"
    if data is not None:
        file.write_bytes(data)
    async with editor(tmp_path) as session:
        answer = await ask(session, "memoryView", {"file": str(file)})
    assert answer["text"] == f"mprofile_1.dat cannot be shown: {why}."


async def test_a_file_cut_short_shows_what_comes_before(tmp_path: Path) -> None:
    (tmp_path / "mprofile_1.dat").write_text(DAT[:-3])
    async with editor(tmp_path) as session:
        view = await ask(session, "memoryView", {"file": str(tmp_path / "mprofile_1.dat")})
    assert view["notes"][0] == "The file is cut short within its last line: what comes before is shown."
    assert view["toNs"] == 100_000_000


async def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "mprofile_1.dat").write_text(DAT)
    async with editor(tmp_path) as session:
        view = await ask(session, "memoryView", {"file": str(tmp_path / "mprofile_1.dat")})
        there = str(tmp_path / "no such folder" / "x.dat")
        answer = await ask(session, "saveMemory", {"key": view["key"], "path": there})
    assert answer["text"] == f"{there} could not be written: No such file or directory."


async def test_kept_memory_is_there_after_a_restart(tmp_path: Path) -> None:
    storage = str(tmp_path / "storage")
    async with editor(tmp_path, storage=storage) as session:
        uri = await profiled(session)
        before = await ask(session, "memoryView", {"uri": uri})
        await session.until(lambda: list((tmp_path / "storage").glob("*.json")))
    async with editor(tmp_path, storage=storage, hasViews=True) as session:
        changes = told(session)
        await session.until(lambda: changes)
        after = await ask(session, "memoryView", {"uri": uri})
    assert after["facts"] == before["facts"]


async def test_a_file_outside_the_workspace_is_not_opened(tmp_path: Path) -> None:
    storage, outside = tmp_path / "storage", tmp_path / "secret.py"
    outside.write_text("x = 1\n")
    (tmp_path / "work").mkdir()
    async with editor(tmp_path / "work", storage=str(storage)) as session:
        uri = await profiled(session)
        await session.until(lambda: next(storage.glob("*.json"), None))
    for kept in storage.glob("*.json"):
        profile = read_profile(kept)
        write_profile(kept, replace(profile, sources={**profile.sources, str(outside): measured_source("x = 1\n")}))
    async with editor(tmp_path / "work", storage=str(storage), hasViews=True) as session:
        changes = told(session)
        await session.until(lambda: changes)
        key = (await ask(session, "memoryView", {"uri": uri}))["key"]
        answer = await ask(session, "memoryPlace", {"key": key, "path": str(outside), "line": 1})
    assert answer["text"] == "secret.py is outside the workspace, and is not opened."
