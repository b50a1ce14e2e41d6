"""The server ends by every way there is, in time and with its code, and answers or ends whatever it is sent."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from client import SERVER
from pygls.io_ import StdinAsyncReader, run_async

from heatline.server import make_server
from heatline.serving import Framed, Malformed

LIMIT_S = 2.0
MUTATIONS, SEED = 10_000, 20261127
ANSWER_S = 10.0


def framed(message: object) -> bytes:
    body = json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def request(number: int, method: str, params: object = None) -> bytes:
    return framed({"jsonrpc": "2.0", "id": number, "method": method, "params": params})


def notification(method: str, params: object = None) -> bytes:
    return framed({"jsonrpc": "2.0", "method": method, "params": params})


def executed(number: int, command: str, *arguments: object) -> bytes:
    params = {"command": f"heatline.server.{command}", "arguments": arguments}
    return request(number, "workspace/executeCommand", params)


def initialize(pid: int | None = None) -> bytes:
    return request(1, "initialize", {"processId": pid, "rootUri": None, "capabilities": {}})


@contextmanager
def server(pid: int | None = None) -> Iterator[subprocess.Popen[bytes]]:
    argv = [sys.executable, str(SERVER / "launch.py"), "serve"]
    process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(initialize(pid))
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"Content-Length")
        yield process
    finally:
        process.kill()
        if process.stdin is not None and process.stdin.closed:
            process.stdin = None
        process.communicate()


def send(*messages: bytes) -> Callable[[subprocess.Popen[bytes]], None]:
    def act(process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        process.stdin.write(b"".join(messages))
        process.stdin.flush()

    return act


def end_input(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()


WAYS: dict[str, tuple[Callable[[subprocess.Popen[bytes]], None], int]] = {
    "shutdown and exit": (send(request(2, "shutdown"), notification("exit")), 0),
    "exit alone": (send(notification("exit")), 1),
    "end of input": (end_input, 0),
    "SIGINT": (lambda process: process.send_signal(signal.SIGINT), 0),
    "SIGTERM": (lambda process: process.send_signal(signal.SIGTERM), 0),
    "no message at all": (send(b"GET / HTTP/1.1\r\n\r\n"), 1),
    "a length that is none": (send(b"Content-Length: many\r\n\r\n"), 1),
    "a length without end": (send(b"Content-Length: " + b"9" * 200 + b"\r\n\r\n"), 1),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_ending_has_its_code_and_is_quick(way: str) -> None:
    act, code = WAYS[way]
    with server() as process:
        act(process)
        assert process.wait(LIMIT_S) == code


def test_it_ends_with_the_process_that_started_it() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as owner, server(owner.pid) as ours:
        owner.kill()
        owner.wait()
        assert ours.wait(LIMIT_S) == 0


def test_what_is_no_message_is_said_in_a_sentence() -> None:
    with server() as process:
        send(b"hello\r\n\r\n")(process)
        process.wait(LIMIT_S)
        assert process.stderr is not None
        said = process.stderr.read().decode()
    assert "The client sent what is no message: b'hello\\r\\n' stands where a header of a message has to." in said


def test_a_run_ends_with_the_server(tmp_path: Path) -> None:
    program = tmp_path / "main.py"
    program.write_text("import os, time\nopen('pid', 'w').write(str(os.getpid()))\nwhile True:\n    time.sleep(0.01)\n")
    with server() as process:
        send(
            notification("initialized", {}),
            request(
                2,
                "workspace/executeCommand",
                {"command": "heatline.server.profileTime", "arguments": [{"uri": program.as_uri()}]},
            ),
        )(process)
        deadline = time.monotonic() + 30
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        pid = int((tmp_path / "pid").read_text())
        process.send_signal(signal.SIGTERM)
        assert process.wait(LIMIT_S) == 0
    deadline = time.monotonic() + LIMIT_S
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not Path(f"/proc/{pid}").exists()


# --- mutations ---

URI = "file:///nowhere/a.py"
TEXT = "def f():\n    return 1\n\n\nprint(f())\n"
DOCUMENT = {"uri": URI}
OPENED = {**DOCUMENT, "languageId": "python", "version": 1, "text": TEXT}
CHANGED = {"textDocument": {**DOCUMENT, "version": 2}, "contentChanges": [{"text": TEXT}]}
START, END = {"line": 0, "character": 0}, {"line": 4, "character": 0}
MESSAGES = (
    initialize(),
    notification("initialized", {}),
    notification("textDocument/didOpen", {"textDocument": OPENED}),
    notification("textDocument/didChange", CHANGED),
    request(7, "textDocument/hover", {"textDocument": DOCUMENT, "position": START}),
    request(8, "textDocument/codeLens", {"textDocument": DOCUMENT}),
    request(9, "textDocument/inlayHint", {"textDocument": DOCUMENT, "range": {"start": START, "end": END}}),
    executed(10, "callView", DOCUMENT),
    executed(11, "memoryView", DOCUMENT),
    executed(12, "clear"),
    notification("workspace/didChangeConfiguration", {"settings": {"heatline": {"show": ["percent"]}}}),
    notification("$/cancelRequest", {"id": 7}),
    notification("textDocument/didClose", {"textDocument": DOCUMENT}),
)
NOISE = (
    b"\0",
    b"\xff",
    b"{",
    b"}",
    b'"',
    b"\r\n",
    b"-1",
    b"9" * 20,
    b"null",
    b"[]",
    b"\xf0\x9f\x90\x8d",
    b"\\u0000",
    b"1e999",
)


def mutated(chance: random.Random) -> bytes:
    """A message with one to four places in it that are others."""
    data = bytearray(chance.choice(MESSAGES))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(4)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            data[at:at] = chance.choice(NOISE)
        elif kind == 2:
            del data[at : at + chance.randint(1, 12)]
        else:
            end = at + chance.randint(1, 30)
            data[at:at] = data[at:end]
        if not data:
            break
    return bytes(data) if chance.random() < 0.5 else refitted(bytes(data))


def refitted(data: bytes) -> bytes:
    """With the length that its body now has, so that the change is in what the message says."""
    _, found, body = data.partition(b"\r\n\r\n")
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body) if found and body else data


class Answers:
    """What the server writes: the numbers of the requests that it answered."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, data: bytes) -> None:
        self.text += data.decode("utf-8", "replace")

    def close(self) -> None:
        pass


@pytest.fixture
def unheard() -> Iterator[None]:
    """What the server has to say of each of these is not printed."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("unheard")
async def test_whatever_it_is_sent_it_answers_the_next_request_or_ends() -> None:
    chance = random.Random(SEED)
    answered = ended = 0
    tested: Any = None
    for number in range(1_000_000, 1_000_000 + MUTATIONS):
        answers, first = Answers(), b"" if tested else initialize()
        tested = tested or make_server()
        tested.protocol.set_writer(answers)
        asked = request(number, "textDocument/codeLens", {"textDocument": DOCUMENT})
        stream = io.BytesIO(first + mutated(chance) + asked)
        reader: Any = StdinAsyncReader(Framed(stream))  # type: ignore[arg-type]  # as far as it asks
        try:
            await run_async(threading.Event(), reader, tested.protocol, None, tested.report_server_error)
        except Malformed:
            ended += 1  # in truth with the process: what it knew is what the next one is begun with here
            continue
        except SystemExit:
            ended, tested = ended + 1, None
            continue
        async with asyncio.timeout(ANSWER_S):
            while f'"id": {number}' not in answers.text and f'"id":{number}' not in answers.text:
                await asyncio.sleep(0)
        answered += 1
    assert answered > MUTATIONS / 10
    assert ended > MUTATIONS / 10
