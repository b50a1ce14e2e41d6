"""Several results of one file: what an editor shows of them together."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from client import Editor, editor, plain
from lsprotocol import types as lsp
from written_profiles import PATH, RUN, SOS, SOS_ROWS, allocations_profile, memory_profile, profile, series

from heatline.kept import Kept
from heatline_runner.model import Profile, Scope
from heatline_runner.profile_json import from_json, to_json

TIMELINE = (series((0, 20.0, 1), (1200, 76.2, 4), (1300, 60.0, 5)),)


def kept(folder: Path, *profiles: Profile) -> str:
    """Results of ``sos.py`` in ``folder``, as an earlier session left them: a folder for them."""
    storage = Kept(str(folder / "storage"))
    for each in profiles:
        storage.add(from_json(to_json(each).replace(PATH, str(folder / "sos.py"))))
    return str(folder / "storage")


async def shown(session: Editor) -> str:
    uri = session.open("sos.py", SOS)
    await session.until(lambda: session.texts(uri))
    return uri


async def hovered(session: Editor, uri: str, line: int) -> str:
    params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(line - 1, 4))
    hover = await session.client.text_document_hover_async(params)
    assert hover is not None
    assert isinstance(hover.contents, lsp.MarkupContent)
    return plain(hover.contents.value)


async def lenses(session: Editor, uri: str) -> list[tuple[str, str]]:
    found = await session.client.text_document_code_lens_async(lsp.CodeLensParams(lsp.TextDocumentIdentifier(uri)))
    return [(plain(each.command.title), each.command.command) for each in found or [] if each.command]


async def test_time_memory_and_allocations_of_an_earlier_session_stand_side_by_side(tmp_path: Path) -> None:
    storage = kept(tmp_path, allocations_profile(), memory_profile(timeline=TIMELINE), profile())
    async with editor(tmp_path, storage=storage, hasTerminal=True, hasViews=True) as session:
        uri = await shown(session)
        texts, levels = session.texts(uri), levels_of(session, uri)
        said, offered = await hovered(session, uri, 4), await lenses(session, uri)
    assert texts[4] == "75 % · 60.0 ms · 1,000× │ +112 MiB │ 1.25 MiB alive · 12,000 blocks"
    assert (levels[4], levels[5]) == ((5, 5), (0, None))
    assert said.index("Time — line_profiler") < said.index("Resident memory — memory_profiler")
    assert "The run's memory was at its peak of 76.2 MiB here, 1.20 s after it began." in said
    assert "Resident size is what the system gave the process" in said
    assert offered == [
        ("Profile time", "heatline.profileTime"),
        ("Profile memory", "heatline.profileMemory"),
        ("Profile calls", "heatline.profileCalls"),
        ("Profile allocations", "heatline.profileAllocations"),
        ("Memory over time", "heatline.showMemory"),
        ("Who calls whom", "heatline.showCalls"),
        ("timeit this", "heatline.timeit"),
        ("80 % of the run · 80.0 ms · 1 call │ peak 76.2 MiB │ 5.00 MiB alive at the end", ""),
        ("compare…", "heatline.compare"),
        ("timeit this", "heatline.timeit"),
        ("compare…", "heatline.compare"),
    ]


async def test_a_new_run_by_one_engine_leaves_what_others_measured(tmp_path: Path) -> None:
    async with editor(tmp_path, storage=kept(tmp_path, memory_profile(timeline=TIMELINE))) as session:
        uri = await shown(session)
        await session.profile(uri)
        texts, offered = session.texts(uri), await lenses(session, uri)
        edited = SOS.replace("at * at", "at ** 2")
        session.edit(uri, 2, edited)
        await session.until(lambda: session.annotations[uri][-1].version == 2)
        stale = session.annotations[uri][-1]
        session.write("sos.py", edited)
        await session.profile(uri)
        mixed = session.texts(uri)
    assert texts[4].endswith("· 1,000× │ +112 MiB")
    assert texts[12].endswith("· 1× │ +25.4 MiB")
    titles = [title for title, _ in offered[:4]]
    assert titles == ["Profile time", "Profile memory", "Profile calls", "Profile allocations"]
    assert [(each.line, each.text, each.tone) for each in stale.lines] == [(4, "stale", "stale")]
    since = r"( +· [+−].* · [\d.]+×)?"
    assert re.search(rf"· 1,000×{since} +│ stale$", plain(mixed[4])), mixed[4]
    assert re.search(rf"· 1×{since} +│ \+25\.4 MiB$", plain(mixed[12])), mixed[12]


async def test_a_file_profiled_for_time_memory_and_allocations_shows_all_three(tmp_path: Path) -> None:
    text = "kept = [bytes(1000) for at in range(30_000)]\nsize = len(kept)\n"
    async with editor(tmp_path, hasViews=True) as session:
        uri = session.open("main.py", text)
        await session.profile(uri)
        for command in ("heatline.server.profileMemory", "heatline.server.profileAllocations"):
            session.states.clear()
            started = await session.execute(command, {"uri": uri})
            assert started["kind"] == "started", started
            await session.ended()
        texts, levels = session.texts(uri), levels_of(session, uri)
        said, offered = await hovered(session, uri, 1), await lenses(session, uri)
    time, memory, allocations = texts[1].split(" │ ")
    assert re.fullmatch(r"100 % · [\d.]+ m?s · 1×", time)
    assert re.fullmatch(r"\+(2[89]|3\d)\.\d MiB", memory)
    assert re.fullmatch(r"29\.\d MiB alive · 30,0\d\d blocks", allocations)
    assert levels[1] == (5, 5)
    assert re.search(r"\*\*[\d.]+ MiB added on this line\*\*, \d+ % of the [\d.]+ MiB that the run grew by", said), said
    assert ("Memory over time", "heatline.showMemory") in offered


async def test_a_run_of_one_function_leaves_the_figures_of_the_others(tmp_path: Path) -> None:
    scope = Scope(PATH, 1, 5, "sos")
    rows = [(line, 1, 7, 1.0) for line, function, *_ in SOS_ROWS if function == 1]
    part = profile(rows=rows, run=replace(RUN, scope=scope, started="2026-11-23T06:00:00Z"))
    async with editor(tmp_path, storage=kept(tmp_path, profile(), part)) as session:
        uri = await shown(session)
        texts = session.texts(uri)
    assert {line: text.rpartition(" · ")[2] for line, text in texts.items()} == {
        1: "1×",
        8: "1×",
        9: "never_ran",
        12: "1×",
        2: "7×",
        3: "7×",
        4: "7×",
        5: "7×",
    }


async def test_what_is_shown_beside_time_can_be_chosen(tmp_path: Path) -> None:
    storage = kept(tmp_path, profile(), memory_profile())
    async with editor(tmp_path, {"show": ["time", "peak"]}, storage=storage) as session:
        uri = await shown(session)
        assert session.texts(uri)[4] == "60.0 ms │ 76.2 MiB peak"
        session.client.set_configuration({"heatline": {"show": ["memory"]}})
        session.changed_settings()
        await session.until(lambda: session.texts(uri)[4] == "+112 MiB")


async def test_hints_have_them_side_by_side_too(tmp_path: Path) -> None:
    storage = kept(tmp_path, profile(), memory_profile())
    async with editor(tmp_path, storage=storage, paintsAnnotations=False) as session:
        uri = session.open("sos.py", SOS)
        await session.until(lambda: "hints" in session.refreshed)
        everything = lsp.Range(lsp.Position(0, 0), lsp.Position(12, 0))
        params = lsp.InlayHintParams(lsp.TextDocumentIdentifier(uri), everything)
        hints = await session.client.text_document_inlay_hint_async(params)
    assert "75 % · 60.0 ms · 1,000× │ +112 MiB" in [plain(str(each.label)) for each in hints or []]


async def test_clear_forgets_all_of_a_file(tmp_path: Path) -> None:
    async with editor(tmp_path, storage=kept(tmp_path, profile(), memory_profile(timeline=TIMELINE))) as session:
        uri = await shown(session)
        await session.execute("heatline.server.clear", {"uri": uri})
        await session.until(lambda: not session.texts(uri))
        offered = await lenses(session, uri)
    assert {title for title, _ in offered} == {
        *("Profile time", "Profile memory", "Profile calls", "Profile allocations"),
        *("timeit this", "compare…"),
    }
    assert list((tmp_path / "storage").iterdir()) == []


def levels_of(session: Editor, uri: str) -> dict[int, tuple[Any, Any]]:
    """The heats of each line in time and in memory, of a text that stayed as it was."""
    return {each.line: (each.level, each.memoryLevel) for message in session.annotations[uri] for each in message.lines}
