"""One profile, seen from the editor: painted lines, hover, lenses, in this file and in the one it imports."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from client import Editor, editor, plain
from lsprotocol import types as lsp

LOOP = """def total(n):
    result = 0
    for i in range(n):
        result += i
    return result


print(total(1000))
"""


async def test_every_executed_line_of_the_file_is_painted(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("loop.py", LOOP)
        state = await session.profile(uri)
        hits = {line: text.rpartition(" · ")[2] for line, text in session.texts(uri).items()}
    assert hits == {1: "1×", 2: "1×", 3: "1,001×", 4: "1,000×", 5: "1×", 8: "1×"}
    assert "loop.py finished" in plain(state.text)
    python, tracer = state.setting.splitlines()
    assert python.endswith(f"found by the setting heatline.interpreter), in {tmp_path}")
    assert tracer.startswith("Measured by ")


async def test_lines_of_an_imported_file_are_painted_when_it_is_opened_later(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        session.write("work.py", "def twice(x):\n    return 2 * x\n")
        driver = session.open("driver.py", "import work\nfor i in range(10):\n    work.twice(i)\n")
        await session.profile(driver)
        imported = session.open("work.py")
        await session.until(lambda: session.texts(imported))
        texts = session.texts(imported)
    assert texts[2].endswith("· 10×")
    assert texts[2].startswith("100 %")


async def test_a_hover_names_its_denominators(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("loop.py", LOOP)
        await session.profile(uri)
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(3, 8))
        hover = await session.client.text_document_hover_async(params)
    assert hover is not None
    assert isinstance(hover.contents, lsp.MarkupContent)
    text = plain(hover.contents.value)
    assert "1,000 hits" in text
    assert "of total" in text
    assert "of the run" in text


async def test_lenses_start_the_run_and_then_show_each_functions_share(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("loop.py", LOOP)
        params = lsp.CodeLensParams(lsp.TextDocumentIdentifier(uri))
        before = await session.client.text_document_code_lens_async(params)
        await session.profile(uri)
        after = await session.client.text_document_code_lens_async(params)
    assert [(lens.range.start.line, lens.command and lens.command.title) for lens in before or []] == [
        (0, "Profile time"),
        (0, "Profile memory"),
        (0, "Profile calls"),
        (0, "Profile allocations"),
        (0, "timeit this"),
        (0, "compare…"),
    ]
    titles = [plain(lens.command.title) for lens in after or [] if lens.command]
    assert any("of the run" in title and "1 call" in title for title in titles)
    assert "lens" in session.refreshed


async def test_annotations_stay_with_their_lines_and_changed_ones_are_stale(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("loop.py", LOOP)
        await session.profile(uri)
        before = session.texts(uri)
        session.edit(uri, 2, "# a line above\n" + LOOP.replace("result += i", "result += i * 2"))
        await session.until(lambda: session.annotations[uri][-1].version == 2)
        after = session.texts(uri)
        message = session.annotations[uri][-1]
    assert after == {line + 1: "stale" if line == 4 else text for line, text in before.items()}
    assert [each.line for each in message.lines] == [5]


async def test_a_client_that_does_not_paint_gets_inlay_hints(tmp_path: Path) -> None:
    async with editor(tmp_path, paintsAnnotations=False) as session:
        uri = session.open("loop.py", LOOP)
        await session.profile(uri)
        everything = lsp.Range(lsp.Position(0, 0), lsp.Position(8, 0))
        params = lsp.InlayHintParams(lsp.TextDocumentIdentifier(uri), everything)
        hints = await session.client.text_document_inlay_hint_async(params)
    assert session.annotations == {}
    assert "hints" in session.refreshed
    assert any("1,000×" in plain(str(hint.label)) for hint in hints or [])


async def test_clear_takes_everything_away(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("loop.py", LOOP)
        await session.profile(uri)
        await session.execute("heatline.server.clear")
        await session.until(lambda: not session.texts(uri))


async def test_a_run_without_end_shows_its_heat_while_it_runs_and_keeps_it_when_stopped(tmp_path: Path) -> None:
    endless = "import time\ndef tick():\n    time.sleep(0.001)\nwhile True:\n    tick()\n"
    async with editor(tmp_path) as session:
        uri = session.open("endless.py", endless)
        await session.execute("heatline.server.profileTime")
        await session.until(lambda: "×" in session.texts(uri).get(3, ""))
        assert await session.execute("heatline.server.stop") is True
        state = await session.ended()
        texts = session.texts(uri)
    assert "was stopped" in state.text
    assert "100 %" in texts[3]


async def test_results_outlive_a_restart_of_the_server(tmp_path: Path) -> None:
    storage = str(tmp_path / "storage")
    async with editor(tmp_path, storage=storage) as session:
        uri = session.open("loop.py", LOOP)
        await session.profile(uri)
        before = session.texts(uri)
    async with editor(tmp_path, storage=storage) as session:
        session.open("loop.py")
        await session.until(lambda: session.texts(uri))
        assert session.texts(uri) == before
        await session.execute("heatline.server.clear")
    async with editor(tmp_path, storage=storage) as session:
        session.open("loop.py")
        await session.client.text_document_code_lens_async(lsp.CodeLensParams(lsp.TextDocumentIdentifier(uri)))
        assert session.texts(uri) == {}


async def test_what_a_run_measured_until_the_server_was_closed_is_kept(tmp_path: Path) -> None:
    storage = str(tmp_path / "storage")
    async with editor(tmp_path, storage=storage) as session:
        uri = session.open("endless.py", "import time\nwhile True:\n    time.sleep(0.001)\n")
        await session.execute("heatline.server.profileTime")
        await session.until(lambda: "×" in session.texts(uri).get(3, ""))
    async with editor(tmp_path, storage=storage) as session:
        session.open("endless.py")
        await session.until(lambda: "×" in session.texts(uri).get(3, ""))


async def test_a_file_that_is_cleared_does_not_come_back_and_the_others_stay(tmp_path: Path) -> None:
    storage = str(tmp_path / "storage")
    async with editor(tmp_path, storage=storage) as session:
        work = session.open("work.py", "def twice(x):\n    return 2 * x\n")
        driver = session.open("driver.py", "import work\nwork.twice(1)\n")
        await session.profile(driver)
        await session.until(lambda: session.texts(work) and any((tmp_path / "storage").glob("*.json")))
        untitled = await session.execute("heatline.server.clear", {"uri": "untitled:Untitled-1"})
        await session.execute("heatline.server.clear", {"uri": work})
        await session.until(lambda: not session.texts(work))
    assert untitled is False
    async with editor(tmp_path, storage=storage) as session:
        session.open("work.py")
        session.open("driver.py")
        await session.until(lambda: session.texts(driver))
        assert session.texts(work) == {}


async def lenses(session: Editor, uri: str) -> list[str]:
    """The titles of the lenses, as the client asks for them."""
    params = lsp.CodeLensParams(lsp.TextDocumentIdentifier(uri))
    found = await session.client.text_document_code_lens_async(params)
    return [plain(lens.command.title) for lens in found or [] if lens.command]


@pytest.mark.parametrize("settings", [{}, {"show": ["percent"], "args": ["a"], "env": {}}])
async def test_opening_a_file_draws_its_lenses_once(tmp_path: Path, settings: dict[str, Any]) -> None:
    """Clients say at the start that settings have changed; a click on a lens that is drawn anew is lost."""
    async with editor(tmp_path, settings) as session:
        uri = session.open("loop.py", LOOP)
        session.changed_settings()
        first = await lenses(session, uri)
        session.changed_settings()
        assert await lenses(session, uri) == first
        assert "lens" not in session.refreshed


async def test_opening_a_file_with_earlier_results_draws_its_lenses_once(tmp_path: Path) -> None:
    storage = str(tmp_path / "storage")
    async with editor(tmp_path, storage=storage) as session:
        await session.profile(session.open("loop.py", LOOP))
    async with editor(tmp_path, storage=storage) as session:
        other = session.open("other.py", "x = 1\n")
        await lenses(session, other)
        uri = session.open("loop.py")
        await session.until(lambda: session.texts(uri))
        assert any("of the run" in title for title in await lenses(session, uri))
        session.changed_settings()
        await lenses(session, uri)
        assert "lens" not in session.refreshed


async def test_lenses_are_drawn_anew_where_they_are_others(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("loop.py", LOOP)
        await lenses(session, uri)
        session.client.set_configuration({"heatline": {"interpreter": sys.executable, "lenses": False}})
        session.changed_settings()
        await session.until(lambda: "lens" in session.refreshed)
        assert await lenses(session, uri) == []


async def test_what_is_typed_draws_no_lenses_anew_since_clients_ask_again_then(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("loop.py", LOOP)
        await session.profile(uri)
        await lenses(session, uri)
        session.refreshed.clear()
        session.edit(uri, 2, "# above\n" + LOOP)
        await session.until(lambda: session.annotations[uri][-1].version == 2)
        assert await lenses(session, uri)
        assert "lens" not in session.refreshed
