"""Timing in a paused frame over LSP: what a debugger is to evaluate, and what becomes of its answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from client import Editor, editor
from lsprotocol import types as lsp

TEXT = "def take(values, n):\n    total = 0\n    total = sum(values) + n\n    return total\n"
TIME, TIMED = "heatline.server.timePaused", "heatline.server.pausedTimed"


async def asked(session: Editor, uri: str, **params: Any) -> Any:
    return await session.execute(TIME, {"uri": uri, "lines": {"first": 3, "last": 3}, **params})


async def lenses(session: Editor, uri: str) -> list[tuple[int, str]]:
    document = lsp.TextDocumentIdentifier(uri)
    found = await session.client.text_document_code_lens_async(lsp.CodeLensParams(document))
    titles = ((each.range.start.line + 1, each.command.title if each.command else "") for each in found or [])
    return [(line, title.replace("\u00a0", " ")) for line, title in titles]


def debugged(expression: str) -> str:
    """What a debugger that is paused in ``take`` would show."""
    values, n, total = [1] * 100, 3, 0  # noqa: F841  (which the expression finds)
    return repr(eval(expression))


async def test_what_is_evaluated_comes_back_as_a_lens_above_its_line(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("till.py", TEXT)
        snippet = await asked(session, uri)
        assert snippet["kind"] == "paused"
        assert "is run again and again in the paused program" in snippet["text"]
        answer = await session.execute(TIMED, {"token": snippet["token"], "result": debugged(snippet["expression"])})
        assert answer["kind"] == "answer"
        assert answer["text"].startswith("total = sum(values) + n takes ")
        (title,) = [title for line, title in await lenses(session, uri) if line == 3]
        assert " ns ± " in title or " μs ± " in title


async def test_a_selection_is_timed_by_itself(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("till.py", TEXT)
        snippet = await asked(session, uri, code="sum(values)")
        answer = await session.execute(TIMED, {"token": snippet["token"], "result": debugged(snippet["expression"])})
        assert answer["text"].startswith("sum(values) takes ")


async def test_what_an_exception_says_is_told_once_and_not_kept(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("till.py", TEXT)
        token = (await asked(session, uri, code="sum(values)"))["token"]
        result = repr('{"error": ["KeyError", "\'sesame\'"], "taken_ns": 1}')
        answer = await session.execute(TIMED, {"token": token, "result": result})
        shown = await session.execute("heatline.server.timings", {"uri": uri})
    assert "sum(values) raises KeyError: 'sesame'" in answer["text"]
    assert "sum(values) raises KeyError" in shown["answers"][0]["sentence"]
    assert "sesame" not in str(shown)


async def test_what_the_program_makes_up_is_refused_in_a_sentence(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("till.py", TEXT)
        for result, error, said in (
            ('\'{"samples_ns": "many"}\'', "", "The debugger's answer cannot be read"),
            ("", "Unable to find thread", "The debugger did not evaluate sum(values): Unable to find thread"),
        ):
            token = (await asked(session, uri, code="sum(values)"))["token"]
            answer = await session.execute(TIMED, {"token": token, "result": result, "error": error})
            assert (answer["kind"], answer["text"].startswith(said)) == ("refused", True)
        again = await session.execute(TIMED, {"token": token, "result": "''"})
        assert again["text"] == "This was not asked for, or long ago: time it again."
        assert [title for line, title in await lenses(session, uri) if line == 3] == []


async def test_what_cannot_be_timed_there_is_refused(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("till.py", TEXT)
        for code, said in (("await load(n)", "A paused program cannot await"), ("n +", "The selection is not Python")):
            answer = await asked(session, uri, code=code)
            assert (answer["kind"], answer["text"].startswith(said)) == ("refused", True)
    async with editor(tmp_path, trusted=False) as session:
        assert (await asked(session, session.open("till.py"), code="n"))["kind"] == "refused"
