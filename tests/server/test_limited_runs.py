"""Profiling a function, a class or a selection alone, and the code actions that offer it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from client import Editor, editor, plain
from lsprotocol import types as lsp
from test_runs import as_json

WORK = """\
import sys


def twice(x):
    return 2 * x


def other():
    for i in range(3):
        twice(i)


other()
"""


async def profile(session: Editor, uri: str, first: int, last: int) -> Any:
    """Profile some lines alone, to the end of the run."""
    lines = {"first": first, "last": last}
    answer = await session.execute("heatline.server.profileTime", {"uri": uri, "lines": lines})
    assert answer["kind"] == "started", answer
    return await session.ended()


async def refused(session: Editor, uri: str, first: int, last: int) -> str:
    """The sentence, the same for either way of running."""
    argument = {"uri": uri, "lines": {"first": first, "last": last}}
    answers = [await session.execute(f"heatline.server.{name}", argument) for name in ("profileTime", "prepare")]
    assert answers[0] == answers[1]
    assert answers[0]["kind"] == "refused", answers
    text: str = answers[0]["text"]
    return text


async def actions(session: Editor, uri: str, place: tuple[int, int, int, int], **context: Any) -> list[Any]:
    """The code actions for ``(line, character, line, character)``, 0-based as LSP has it."""
    converter = session.client.protocol._converter
    actions_or_commands: Any = lsp.Command | lsp.CodeAction
    converter.register_structure_hook(  # lsprotocol's own takes every action that has a command for a mere command
        actions_or_commands, lambda value, _: converter.structure(value, lsp.CodeAction)
    )
    start, end = lsp.Position(*place[:2]), lsp.Position(*place[2:])
    params = lsp.CodeActionParams(
        lsp.TextDocumentIdentifier(uri), lsp.Range(start, end), lsp.CodeActionContext([], **context)
    )
    return list(await session.client.text_document_code_action_async(params) or [])


async def test_a_function_is_profiled_alone_and_the_run_is_called_by_it(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("work.py", WORK)
        state = await profile(session, uri, 5, 5)
        texts = session.texts(uri)
    assert state.title == "work.py: twice"
    assert plain(state.text).startswith("work.py: twice finished after")
    assert {line: text.rpartition(" · ")[2] for line, text in texts.items()} == {5: "3×"}


@pytest.mark.parametrize("command", ["profileTime", "profileMemory", "profileCalls", "profileAllocations"])
async def test_each_way_to_profile_works_without_an_argument_and_with_lines(tmp_path: Path, command: str) -> None:
    async with editor(tmp_path) as session:
        session.open("work.py", WORK)
        whole = await session.execute(f"heatline.server.{command}")
        await session.ended()
        session.states.clear()
        part = await session.execute(f"heatline.server.{command}", {"lines": {"first": 4, "last": 5}})
        state = await session.ended()
    assert [(each["kind"], each["title"]) for each in (whole, part)] == [
        ("started", "work.py"),
        ("started", "work.py: twice"),
    ]
    assert (state.title, state.severity) == ("work.py: twice", "info")


async def test_a_client_with_a_terminal_is_prepared_the_same(tmp_path: Path) -> None:
    async with editor(tmp_path, hasTerminal=True) as session:
        uri = session.open("work.py", WORK)
        argument = {"uri": uri, "engine": "line_time", "lines": {"first": 8, "last": 13}}
        answer = as_json(await session.execute("heatline.server.prepare", argument))
    assert (answer["kind"], answer["title"]) == ("prepared", "work.py: lines 8 to 10")


async def test_a_function_that_was_not_called_is_said_to_be_so(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("work.py", WORK.replace("\nother()\n", ""))
        state = await profile(session, uri, 4, 4)
    assert plain(state.text).endswith("Nothing was measured: twice was not called.")
    assert state.severity == "warning"


@pytest.mark.parametrize(
    ("text", "lines", "said"),
    [
        ("def f(:\n", (1, 1), "work.py cannot be read as Python 3."),
        (WORK, (2, 3), "There is no code on lines 2 to 3 of work.py: choose a line in a function, or several."),
        (WORK, (14, 14), "There is no code on line 14 of work.py"),
        (WORK, (99, 99), "There is no code on line 99 of work.py"),
        ("", (1, 1), "There is no code on line 1 of work.py"),
    ],
)
async def test_lines_that_mean_no_code_are_refused(
    tmp_path: Path, text: str, lines: tuple[int, int], said: str
) -> None:
    async with editor(tmp_path) as session:
        assert (await refused(session, session.open("work.py", text), *lines)).startswith(said)


async def test_lines_that_are_not_saved_as_shown_are_refused(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("work.py", WORK)
        session.edit(uri, 2, "# above\n" + WORK)
        text = await refused(session, uri, 6, 6)
        (tmp_path / "work.py").unlink()
        missing = await refused(session, uri, 6, 6)
    assert text == "work.py is not saved as it is shown: save it first, then profile that part of it."
    assert missing.startswith("There is no file")


async def test_the_function_under_the_cursor_can_be_profiled_by_an_action(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("work.py", WORK)
        found = await actions(session, uri, (4, 3, 4, 3))
        assert [(each.title, each.kind) for each in found] == [
            ("Profile time of this function (twice)", "source.heatline"),
            ("Profile memory of this function (twice)", "source.heatline"),
            ("Profile calls of this function (twice)", "source.heatline"),
            ("Profile allocations of this function (twice)", "source.heatline"),
            ("timeit this function (twice)", "source.heatline"),
            ("compare this function (twice)", "source.heatline"),
            ("time the real calls of this function (twice), running work.py", "source.heatline"),
        ]
        assert (await session.execute(found[0].command.command, found[0].command.arguments[0]))["kind"] == "started"
        state = await session.ended()
    assert state.title == "work.py: twice"


@pytest.mark.parametrize(
    ("place", "title"),
    [
        ((3, 0, 5, 0), "Profile time of this function (twice)"),
        ((3, 0, 9, 4), "Profile time of the selection"),
        ((12, 2, 12, 2), "Profile time of the module level"),
        ((12, 0, 13, 0), "Profile time of the module level"),
        ((2, 0, 2, 0), None),
    ],
)
async def test_a_selection_can_be_profiled_by_an_action(
    tmp_path: Path, place: tuple[int, int, int, int], title: str | None
) -> None:
    async with editor(tmp_path) as session:
        found = await actions(session, session.open("work.py", WORK), place)
    assert [each.title for each in found][:1] == [title][: len(found)]
    assert bool(found) == bool(title)


async def test_beside_every_lens_there_is_an_action(tmp_path: Path) -> None:
    async with editor(tmp_path, hasTerminal=True) as session:
        uri = session.open("work.py", WORK)
        lenses = await session.client.text_document_code_lens_async(lsp.CodeLensParams(lsp.TextDocumentIdentifier(uri)))
        lines = {lens.range.start.line: lens.range for lens in lenses or []}
        found = {at: await actions(session, uri, (at, 0, at, 0), only=["source.heatline"]) for at in lines}
    commands = [lens.command for lens in lenses or []]
    assert (commands[0].title, commands[0].command) == ("Profile time", "heatline.profileTime")
    assert len(commands) == 8
    for lens in lenses or []:
        there = [(each.command.command, each.command.arguments) for each in found[lens.range.start.line]]
        assert (lens.command.command, lens.command.arguments) in there
    assert found[0][0].command.arguments == ({"uri": uri, "lines": {"first": 1, "last": 1}},)


async def test_actions_are_there_only_for_who_asks(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri, place = session.open("work.py", WORK), (4, 0, 4, 0)
        by_cursor = await actions(session, uri, place, trigger_kind=lsp.CodeActionTriggerKind.Automatic)
        asked = {
            only: len(await actions(session, uri, place, only=[only]))
            for only in ("quickfix", "refactor", "source.fixAll", "source.heat", "source", "source.heatline", "")
        }
        session.edit(uri, 2, "def f(:\n")
        unreadable = await actions(session, uri, place)
    assert by_cursor == []
    assert [only for only, count in asked.items() if count] == ["source", "source.heatline", ""]
    assert unreadable == []
