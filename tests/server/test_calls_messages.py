"""Calls and samples, asked for as a client does: after runs, after edits, and from files of other profilers."""

from __future__ import annotations

import marshal
import os
import re
from pathlib import Path
from typing import Any

import pytest
from client import Editor, editor, plain
from lsprotocol import types as lsp

WORK = """\
from time import thread_time


def busy(seconds):
    began = thread_time()
    while thread_time() - began < seconds:
        pass


def left():
    busy(0.4)


def right():
    for turn in range(2):
        busy(0.1)


left()
right()
"""


async def ask(session: Editor, name: str, argument: object = None) -> Any:
    return await session.execute(f"heatline.server.{name}", argument)


async def profiled(session: Editor, command: str = "profileCalls") -> str:
    uri = session.open("work.py", WORK)
    session.states.clear()
    answer = await ask(session, command, {"uri": uri})
    assert answer["kind"] == "started", answer
    await session.ended()
    return uri


async def lens_titles(session: Editor, uri: str) -> list[str]:
    params = lsp.CodeLensParams(lsp.TextDocumentIdentifier(uri))
    lenses = await session.client.text_document_code_lens_async(params)
    return [plain(lens.command.title) for lens in lenses or [] if lens.command]


async def test_a_run_of_calls_is_a_table_a_tree_and_lenses(tmp_path: Path) -> None:
    async with editor(tmp_path, hasViews=True) as session:
        uri = await profiled(session)
        view = await ask(session, "callView", {"uri": uri})
        key = view["key"]
        assert view["kind"] == "calls"
        assert "work.py finished after" in plain(view["said"])
        rows = await ask(session, "callRows", {"key": key, "ownCode": True, "sort": "calls"})
        assert [(row["name"], row["calls"]) for row in rows["rows"]][:1] == [("busy", "3")]
        busy = next(row["function"] for row in rows["rows"] if row["name"] == "busy")
        of = await ask(session, "callsOf", {"key": key, "function": busy})
        assert [(each["name"], each["calls"]) for each in of["callers"]] == [("left", "1"), ("right", "2")]
        tree = await ask(session, "callTree", {"key": key, "search": "right"})
        names = [node["name"] for node in tree["nodes"]]
        assert names.count("busy") == 2
        assert [node["name"] for node in tree["nodes"] if node["found"]] == ["right"]
        right = next(node["function"] for node in tree["nodes"] if node["name"] == "right")
        path, at = [], names.index("right")
        while at > 0:
            path.insert(0, tree["nodes"][at]["function"])
            at = tree["nodes"][at]["parent"]
        below = await ask(session, "callTree", {"key": key, "path": path})
        assert (below["nodes"][0]["function"], below["stack"][-1]["name"]) == (right, "work.py")
        placed = await ask(session, "callPlace", {"key": key, "function": right})
        assert (placed["uri"], placed["line"], placed["lastLine"]) == (uri, 14, 16)
        by_line = await ask(session, "callsOf", {"key": key, "line": 15})
        assert by_line["row"]["function"] == right
        assert (await ask(session, "callsOf", {"key": key, "line": 1}))["row"]["name"] == "work.py"
        titles = await lens_titles(session, uri)
        assert any(title.startswith("3 calls · own") for title in titles)
        saved = await ask(session, "saveCalls", {"key": key, "path": str(tmp_path / "out.prof")})
        assert saved["kind"] == "saved"
        assert marshal.loads((tmp_path / "out.prof").read_bytes())


async def test_what_is_gone_or_never_was_is_said_in_a_sentence(tmp_path: Path) -> None:
    async with editor(tmp_path, hasViews=True) as session:
        uri = session.open("work.py", WORK)
        view = await ask(session, "callView", {"uri": uri})
        assert view["text"] == "There are no calls of work.py: profile its calls first."
        assert view["action"]["command"] == "heatline.server.profileCalls"
        for name, argument in (
            ("callRows", {"key": "/nowhere"}),
            ("callsOf", {"key": "/nowhere", "function": 3}),
            ("callTree", {"key": "/nowhere"}),
            ("callPlace", {"key": "/nowhere", "function": 3}),
            ("saveCalls", {"key": "/nowhere"}),
        ):
            answer = await ask(session, name, argument)
            assert answer["kind"] == "refused"
            assert answer["text"].startswith("These calls are no longer there")
        await profiled(session)
        key = (await ask(session, "callView", {"uri": uri}))["key"]
        for name, argument in (
            ("callsOf", {"key": key, "function": 10_000_000}),
            ("callPlace", {"key": key, "function": -4}),
            ("callTree", {"key": key, "path": [9, 9, 9]}),
        ):
            assert (await ask(session, name, argument))["kind"] == "refused"


async def test_samples_heat_lines_and_are_stacks(tmp_path: Path) -> None:
    async with editor(tmp_path, hasViews=True) as session:
        uri = await profiled(session, "profileSamples")
        texts = await session.until(lambda: session.texts(uri))
        view = await ask(session, "callView", {"uri": uri})
        tree = await ask(session, "callTree", {"key": view["key"]})
    assert texts[11].startswith("100 %")
    assert "stack" in view["picture"] or "samples" in view["picture"]
    (left,) = (plain(node["text"]) for node in tree["nodes"] if node["name"] == "left")
    assert re.search(r"^left \(work\.py:10\) · [\d.,]+ (ms|s) · \d\d % of the run$", left), left


def prof(folder: Path, source: Path) -> Path:
    file = folder / "theirs.prof"
    stats = {
        (str(source), 4, "busy"): (3, 3, 0.6, 0.6, {(str(source), 10, "left"): (3, 3, 0.6, 0.6)}),
        (str(source), 10, "left"): (1, 1, 0.0, 0.6, {}),
    }
    file.write_bytes(marshal.dumps(stats))
    return file


@pytest.mark.parametrize("inside", [True, False])
async def test_a_file_of_cprofile_is_shown_where_its_source_is_of_the_workspace(tmp_path: Path, inside: bool) -> None:
    async with editor(tmp_path, hasViews=True) as session:
        elsewhere = tmp_path / "elsewhere" if inside else tmp_path.parent / f"{tmp_path.name}-elsewhere"
        elsewhere.mkdir()
        source = elsewhere / "work.py"
        source.write_text(WORK, "utf-8")
        os.utime(source, (1_000_000, 1_000_000))
        file = prof(tmp_path, source)
        uri = session.open(os.path.relpath(source, tmp_path), None) if inside else source.as_uri()
        view = await ask(session, "callView", {"file": str(file)})
        rows = await ask(session, "callRows", {"key": view["key"]})
        assert "Unverified: it comes from a file" in view["provenance"]
        assert [row["goes"] for row in rows["rows"]] == [inside, inside]
        if inside:
            assert any(title.startswith("3 calls") for title in await lens_titles(session, uri))
        answer = await ask(session, "callPlace", {"key": view["key"], "function": rows["rows"][0]["function"]})
        assert answer["kind"] == ("placed" if inside else "refused")


async def test_a_torn_file_is_refused(tmp_path: Path) -> None:
    async with editor(tmp_path, hasViews=True) as session:
        (tmp_path / "torn.prof").write_bytes(b"no such thing")
        answer = await ask(session, "callView", {"file": str(tmp_path / "torn.prof")})
        missing = await ask(session, "callView", {"file": str(tmp_path / "none.prof")})
    assert answer["text"] == "torn.prof cannot be shown: it is cut short, or no file of cProfile's."
    assert missing["text"].startswith("none.prof cannot be shown: No such file")
