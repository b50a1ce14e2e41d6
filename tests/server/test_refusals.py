"""What the server does not run, and why, in one sentence with the next step."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from client import Editor, editor
from lsprotocol import types as lsp

from heatline.interpreters import MARK


async def refusal(session: Editor, uri: str | None = None) -> str:
    """The text of the refusal, the same for either way of running."""
    argument = {"uri": uri} if uri else None
    answers = [await session.execute(f"heatline.server.{name}", argument) for name in ("profileTime", "prepare")]
    assert [answer["kind"] for answer in answers] == ["refused", "refused"]
    assert answers[0]["text"] == answers[1]["text"]
    text: str = answers[0]["text"]
    return text


async def test_in_an_untrusted_workspace_nothing_is_run_and_no_interpreter_asked(tmp_path: Path) -> None:
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\ntouch {tmp_path / 'started'}\n")
    python.chmod(0o755)
    async with editor(tmp_path, {"interpreter": ""}, trusted=False) as session:
        uri = session.open("main.py", "x = 1\n")
        session.edit(uri, 2, "x = 2\n")
        document = lsp.TextDocumentIdentifier(uri)
        await session.client.text_document_code_lens_async(lsp.CodeLensParams(document))
        await session.client.text_document_hover_async(lsp.HoverParams(document, lsp.Position(0, 0)))
        asked = [await session.execute("heatline.server.interpreter", {"uri": uri})]
        asked.append(await session.execute("heatline.server.fetchEngine", {"interpreter": str(python)}))
        text = await refusal(session, uri)
    assert "is not trusted" in text
    assert {answer["text"] for answer in asked} == {text}
    assert not (tmp_path / "started").exists()


async def test_a_document_that_is_no_file_is_to_be_saved_first(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        item = lsp.TextDocumentItem("untitled:Untitled-1", "python", 1, "x = 1\n")
        session.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        assert await refusal(session) == "This document is not a file yet: save it first, then profile it."


async def test_a_file_that_was_deleted_is_refused(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("main.py", "x = 1\n")
        (tmp_path / "main.py").unlink()
        assert "There is no file" in await refusal(session, uri)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"interpreter": "/no/python"}, "There is no Python at /no/python. Choose another with the setting"),
        ({"interpreter": "bin/python"}, "/bin/python. Choose another with the setting heatline.interpreter"),
        ({"cwd": "/no/where"}, "mend the setting heatline.cwd"),
        ({"envFile": "${workspaceFolder}/none.env"}, "The setting heatline.envFile names a file that cannot be read"),
        ({"envFile": "${workspaceFolder}/binary.env"}, "The setting heatline.envFile names a file that cannot be read"),
        ({"envFile": "${workspaceFolder}/nul.env"}, "heatline.envFile"),
        ({"env": {"A=B": "c"}}, "heatline.env"),
        ({"args": ["a\0b"]}, "heatline.args"),
    ],
)
async def test_a_setting_that_cannot_be_followed_is_named(tmp_path: Path, settings: dict[str, Any], said: str) -> None:
    (tmp_path / "binary.env").write_bytes(b"A=\xff\xfe\n")
    (tmp_path / "nul.env").write_bytes(b"A=b\0c\n")
    async with editor(tmp_path, settings) as session:
        assert said in await refusal(session, session.open("main.py", "x = 1\n"))


async def test_an_interpreter_without_the_engine_comes_with_a_button(tmp_path: Path) -> None:
    python = tmp_path / "python"
    facts = {"path": str(python), "version": "3.13.9", "info": [3, 13], "implementation": "CPython"}
    facts |= {"threaded": True, "suffix": ".none.so", "libraries": [], "packages": {"line_profiler": None}}
    python.write_text(f"#!/bin/sh\necho '{MARK}{json.dumps(facts)}'\n")
    python.chmod(0o755)
    async with editor(tmp_path, {"interpreter": str(python)}) as session:
        uri = session.open("main.py", "x = 1\n")
        answer = await session.execute("heatline.server.profileTime", {"uri": uri})
    assert answer["kind"] == "refused"
    assert "has no line_profiler that Heatline knows" in answer["text"]
    assert answer["action"]["title"] == "Fetch line_profiler"
    assert answer["action"]["command"] == "heatline.server.fetchEngine"


async def test_fetching_for_what_is_no_python_is_refused(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        for argument in ({"interpreter": "/no/python"}, {}, None, "nonsense"):
            answer = await session.execute("heatline.server.fetchEngine", argument)
            assert answer["kind"] == "refused"
