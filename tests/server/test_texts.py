"""Nothing is shown beside a text it was not measured on, and what was measured is not forgotten."""

from __future__ import annotations

from pathlib import Path

from client import editor
from lsprotocol import types as lsp

LOOP = "for i in range(3):\n    j = i\n    k = j\n"


async def test_lines_that_differ_from_the_file_on_disk_show_nothing(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("main.py", LOOP)
        session.edit(uri, 2, LOOP.replace("j = i", "j = i + 1"))
        await session.profile(uri)
        texts = session.texts(uri)
    assert {line: text.rpartition(" · ")[2] for line, text in texts.items()} == {1: "4×", 2: "stale", 3: "3×"}


async def test_a_file_changed_on_disk_after_the_run_is_stale_where_it_was_changed(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("main.py", LOOP)
        await session.profile(uri)
        session.close(uri)
        session.annotations.clear()
        session.open("main.py", "# new\n" + LOOP.replace("k = j", "k = j * 2"))
        await session.until(lambda: session.texts(uri).get(2))
        texts = session.texts(uri)
    assert {line: text.rpartition(" · ")[2] for line, text in texts.items()} == {2: "4×", 3: "3×", 4: "stale"}


async def test_a_document_closed_and_opened_again_shows_what_it_showed(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("main.py", LOOP)
        await session.profile(uri)
        before = session.texts(uri)
        session.close(uri)
        session.annotations.clear()
        session.open("main.py")
        await session.until(lambda: session.texts(uri))
        assert session.texts(uri) == before
        assert session.annotations[uri][0].base is None


async def test_a_document_that_is_closed_while_it_runs_shows_the_end_when_opened(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("main.py", "import time\ntime.sleep(0.3)\nx = 1\n")
        await session.execute("heatline.server.profileTime", {"uri": uri})
        session.close(uri)
        await session.ended()
        session.open("main.py")
        await session.until(lambda: session.texts(uri).get(3, "").endswith("1×"))


async def test_a_file_opened_through_a_link_shows_the_same(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("main.py", LOOP)
        (tmp_path / "link.py").symlink_to(tmp_path / "main.py")
        await session.profile(uri)
        link = session.open("link.py")
        await session.until(lambda: session.texts(link))
        assert session.texts(link) == session.texts(uri)


async def test_file_names_of_every_kind_are_profiled(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        for name in ("with space.py", "ünïcödé 🔥.py", "100%25.py", "it's.py", "a#b?.py"):
            uri = session.open(name, LOOP)
            await session.profile(uri)
            assert session.texts(uri)[1].endswith("4×"), name


async def test_a_hover_beside_a_changed_line_says_nothing_of_the_old_one(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("main.py", LOOP)
        await session.profile(uri)
        session.edit(uri, 2, LOOP.replace("k = j", "k = j * 2"))
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(2, 4))
        hover = await session.client.text_document_hover_async(params)
    assert hover is None or "3 hits" not in str(hover.contents)
