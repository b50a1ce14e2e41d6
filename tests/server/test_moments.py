"""What grew between two moments of a run that follows allocations, marked while it goes on."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from client import Editor, editor, plain
from lsprotocol import types as lsp
from test_runs import as_json

from heatline_runner import run_dir
from heatline_runner.profile_json import NotAProfile, read_profile

PHASES = """\
import os, time

def wait(name):
    while not os.path.exists(name):
        time.sleep(0.01)

before = bytearray(1 << 20)
wait("first")
between = bytearray(2 << 20)
wait("second")
after = bytearray(4 << 20)
"""
MARK = "heatline.server.markMoment"


async def test_what_grew_between_two_marked_moments_is_shown_and_nothing_else_of_growth(tmp_path: Path) -> None:
    async with editor(tmp_path, hasTerminal=True) as session:
        uri = session.open("phases.py", PHASES)
        answer = as_json(await session.execute("heatline.server.prepare", {"uri": uri, "engine": "allocations"}))
        process = await asyncio.create_subprocess_exec(*answer["argv"], cwd=tmp_path, env=os.environ | answer["env"])
        profile = Path(answer["argv"][-1]) / run_dir.PROFILE
        await session.until(lambda: session.texts(uri).get(7))

        first = as_json(await session.execute(MARK))
        await session.until(lambda: title(profile) == "Growth since the moment marked")
        (tmp_path / "first").touch()
        await session.until(lambda: "growth" in session.texts(uri).get(9, ""))
        second = as_json(await session.execute(MARK))
        await session.until(lambda: title(profile) == "Growth between the two moments marked last")
        (tmp_path / "second").touch()
        await process.wait()
        await session.ended()
        texts, said = session.texts(uri), await hovered(session, uri, 9)
    assert (first["kind"], second["kind"]) == ("marked", "marked")
    assert "Mark another" in first["text"]
    assert "between the last two" in second["text"]
    assert [texts[line] for line in (7, 9, 11)] == [
        "1.00 MiB alive · 2 blocks",
        "+2.00 MiB growth · 2.00 MiB alive · 2 blocks",
        "4.00 MiB alive · 2 blocks",
    ]
    assert "Growth between the two moments marked last | +2.00 MiB" in said


async def test_without_a_run_that_follows_allocations_there_is_nothing_to_mark(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("phases.py", PHASES)
        answers = [as_json(await session.execute(MARK))]
        await session.execute("heatline.server.profileTime", {"uri": uri})
        answers.append(as_json(await session.execute(MARK)))
        await session.execute("heatline.server.stop")
        await session.ended()
    assert [answer["kind"] for answer in answers] == ["refused", "refused"]
    assert "start Profile allocations" in answers[0]["text"]


def title(profile: Path) -> str:
    """Of the headline of a run that goes on; empty while there is no profile."""
    try:
        return read_profile(profile).metrics[0].title
    except (OSError, NotAProfile):
        return ""


async def hovered(session: Editor, uri: str, line: int) -> str:
    params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(line - 1, 4))
    hover = await session.client.text_document_hover_async(params)
    assert hover is not None
    assert isinstance(hover.contents, lsp.MarkupContent)
    return plain(hover.contents.value)
