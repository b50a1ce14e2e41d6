"""Runs that an editor asks for: in its own terminal or by the server, stopped, repeated, refused."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from client import Editor, editor, plain
from lsprotocol import types as lsp

from heatline.preparation import Job, Run, prepare
from heatline.protocol import RunState
from heatline.runs import Listener, Runs
from heatline_runner import run_dir
from heatline_runner.model import Profile

LOOP = "for i in range(3):\n    print(i)\n"
ENDLESS = """\
import os, time
open("pid", "w").write(str(os.getpid()))
while True:
    time.sleep(0.001)
"""


async def executed(prepared: Any, stdin: str = "") -> tuple[int | None, str]:
    """What a client with a terminal does with an answer of prepare: its exit code and its output."""
    process = await asyncio.create_subprocess_exec(
        *prepared["argv"],
        cwd=prepared["cwd"],
        env={**os.environ, **prepared["env"]},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate(stdin.encode())
    return process.returncode, output.decode()


async def prepared(session: Editor, uri: str) -> Any:
    return as_json(await session.execute("heatline.server.prepare", {"uri": uri, "engine": "line_time"}))


def as_json(value: Any) -> Any:
    """An answer of the server's, as the objects JSON has."""
    if hasattr(value, "_asdict"):
        return {name: as_json(each) for name, each in value._asdict().items()}
    if isinstance(value, dict):
        return {name: as_json(each) for name, each in value.items()}
    return [as_json(each) for each in value] if isinstance(value, (list, tuple)) else value


async def test_a_client_with_a_terminal_runs_what_it_is_answered(tmp_path: Path) -> None:
    async with editor(tmp_path, hasTerminal=True) as session:
        uri = session.open("ask.py", "name = input()\nprint('hello', name)\n")
        answer = await prepared(session, uri)
        assert (answer["kind"], answer["title"], answer["cwd"]) == ("prepared", "ask.py", str(tmp_path))
        assert answer["interpreter"]["found"] == "by the setting heatline.interpreter"
        assert await executed(answer, "you\n") == (0, "hello you\n")
        state = await session.ended()
        texts = session.texts(uri)
    assert (state.run, [texts[line].rpartition(" · ")[2] for line in (1, 2)]) == (answer["run"], ["1×", "1×"])


async def test_the_answers_folder_goes_with_the_run(tmp_path: Path) -> None:
    async with editor(tmp_path, hasTerminal=True) as session:
        answer = await prepared(session, session.open("loop.py", LOOP))
        folder = Path(answer["argv"][-1])
        assert folder.is_dir()
        await executed(answer)
        await session.ended()
        assert not folder.exists()


async def test_a_prepared_run_that_is_stopped_before_it_starts_is_forgotten(tmp_path: Path) -> None:
    async with editor(tmp_path, hasTerminal=True) as session:
        answer = await prepared(session, session.open("loop.py", LOOP))
        assert await session.execute("heatline.server.stop", {"run": answer["run"]}) is True
        state = await session.ended()
        assert await session.execute("heatline.server.stop") is False
    assert "was not started" in state.text


async def test_only_the_file_that_runs_has_the_lens_that_stops_it(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        other = session.open("other.py", LOOP)
        uri = session.open("endless.py", ENDLESS)
        (tmp_path / "link.py").symlink_to(tmp_path / "endless.py")
        link = session.open("link.py")
        run = (await session.execute("heatline.server.profileTime", {"uri": link}))["run"]
        lenses = {each: await entry_lens(session, each) for each in (uri, link, other)}
        assert await session.execute("heatline.server.stop", {"run": run}) is True
        await session.ended()
        after = await entry_lens(session, uri)
    assert {each: (lens.title, as_json(lens.arguments)) for each, lens in lenses.items()} == {
        uri: ("Stop", [{"run": run}]),
        link: ("Stop", [{"run": run}]),
        other: ("Profile time", [{"uri": other}]),
    }
    assert after.title == "Profile time"


async def entry_lens(session: Editor, uri: str) -> lsp.Command:
    params = lsp.CodeLensParams(lsp.TextDocumentIdentifier(uri))
    lenses = await session.client.text_document_code_lens_async(params)
    assert lenses
    assert lenses[0].command
    return lenses[0].command


async def test_while_a_run_goes_on_its_pace_is_told(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("endless.py", ENDLESS)
        run = (await session.execute("heatline.server.profileTime", {"uri": uri}))["run"]
        told = await session.until(lambda: next((s.text for s in session.states if "lines/s" in s.text), None))
        await session.execute("heatline.server.stop", {"run": run})
        ended = await session.ended()
    assert re.fullmatch(r"endless\.py · [\d.]+ (ms|s) · 4 lines · [1-9][\d,]* lines/s", plain(told))
    assert "lines/s" not in ended.text


async def test_two_runs_in_a_row_show_the_newer(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("loop.py", LOOP)
        await session.profile(uri)
        session.edit(uri, 2, session.write("loop.py", LOOP.replace("3", "5")) and LOOP.replace("3", "5"))
        await session.profile(uri)
        texts = session.texts(uri)
    assert "6×" in texts[1].split(" · ")
    assert "5×" in texts[2].split(" · ")


async def test_a_program_the_server_runs_has_no_input_and_no_terminal(tmp_path: Path) -> None:
    text = "import os, sys\nopen('out', 'w').write(f'{os.getsid(0)} {sys.stdin.read()!r}')\nopen('/dev/tty')\n"
    async with editor(tmp_path) as session:
        state = await session.profile(session.open("loop.py", text))
    session_id, _, shown = (tmp_path / "out").read_text().partition(" ")
    assert int(session_id) != os.getsid(0)
    assert shown == "''"
    assert "line 3" in state.text


async def test_a_failing_program_marks_its_line_and_keeps_those_until_then(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("fails.py", "x = 1\nprint(x)\nx / 0\nprint('never')\n")
        state = await session.profile(uri)
        texts, tones = session.texts(uri), tones_of(session, uri)
    assert (state.severity, "ZeroDivisionError" in state.text) == ("error", True)
    assert [texts[line].rpartition(" · ")[2] for line in (1, 2)] == ["1×", "1×"]
    assert tones == {1: "measured", 2: "measured", 3: "failed", 4: "never_ran"}


async def test_a_failure_in_an_imported_file_is_marked_there(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        session.write("work.py", "def f():\n    raise OSError('no')\n")
        driver = session.open("driver.py", "import work\nwork.f()\n")
        await session.profile(driver)
        work = session.open("work.py")
        await session.until(lambda: session.texts(work))
        assert tones_of(session, work)[2] == "failed"


async def test_a_syntax_error_is_marked_on_its_line(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        uri = session.open("broken.py", "x = 1\nif x\n    pass\n")
        state = await session.profile(uri)
        tones = tones_of(session, uri)
    assert "syntax error at line 2" in state.text
    assert tones == {2: "failed"}


async def test_commands_without_arguments_mean_the_newest_document(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        first = session.open("first.py", LOOP)
        session.open("second.py", LOOP)
        await session.client.text_document_hover_async(
            lsp.HoverParams(lsp.TextDocumentIdentifier(first), lsp.Position(0, 0))
        )
        answer = await session.execute("heatline.server.profileTime")
        assert answer["title"] == "first.py"
        await session.ended()
        interpreter = await session.execute("heatline.server.interpreter")
    assert as_json(interpreter)["found"] == "by the setting heatline.interpreter"


async def test_where_nothing_is_open_there_is_nothing_to_profile(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        answer = await session.execute("heatline.server.profileTime")
        assert (answer["kind"], answer["text"]) == (
            "refused",
            "There is no Python file to profile: open one first.",
        )
        assert await session.execute("heatline.server.stop") is False
        assert await session.execute("heatline.server.clear") is True


async def test_on_windows_the_profile_tells_the_end_and_no_process_is_signalled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "loop.py"
    script.write_text(LOOP)
    run = prepare(Job("script", str(script), interpreter=sys.executable, live=True))
    assert isinstance(run, Run)
    subprocess.run(run.argv, check=True)
    (run.folder / run_dir.SUPERVISOR).write_text("1")
    profiles: list[Profile] = []
    states: list[RunState] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "kill", lambda pid, number: pytest.fail(f"{number} was sent to {pid}"))
    runs = Runs(Listener(lambda profile, _: profiles.append(profile), states.append))
    runs.follow(run, spawn=False)
    async with asyncio.timeout(10):
        while states[-1].phase != "ended":
            await asyncio.sleep(0.02)
    assert "loop.py finished" in states[-1].text
    assert profiles[-1].run.outcome == "finished"


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
async def test_closing_the_server_ends_the_program(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        program = await endless(session)
        assert program.exists()
    await gone(program)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
async def test_killing_the_server_ends_the_program(tmp_path: Path) -> None:
    async with editor(tmp_path) as session:
        program = await endless(session)
        os.kill(server_of(program), signal.SIGKILL)
        await gone(program)
        await session.until(lambda: session.client.stopped)


async def endless(session: Editor) -> Path:
    """Run a program without end; its folder in /proc."""
    session.open("endless.py", ENDLESS)
    await session.execute("heatline.server.profileTime")
    pid = session.folder / "pid"
    await session.until(lambda: pid.exists() and pid.read_text())
    return Path("/proc", pid.read_text())


async def gone(process: Path) -> None:
    async with asyncio.timeout(5):
        while process.exists():
            await asyncio.sleep(0.02)


def server_of(program: Path) -> int:
    """The process that started the supervisor of ``program``."""
    supervisor = parent(program)
    return int(parent(supervisor).name)


def parent(process: Path) -> Path:
    return Path("/proc", (process / "stat").read_text().rpartition(")")[2].split()[1])


def tones_of(session: Editor, uri: str) -> dict[int, str]:
    """The tone of each line, as the last whole message has it."""
    message = session.annotations[uri][-1]
    tones = {each.line: each.tone for message in session.annotations[uri] for each in message.lines}
    assert message.lines or tones
    return dict(sorted(tones.items()))
