"""A debug session as an editor holds it: debugpy's adapter over its standard input and output, one program."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Timer
from typing import Any

LIMIT_S = 60


class Session:
    """Launches ``program`` with ``python``, stops it at its breakpoints."""

    def __init__(self, python: str, program: Path, breakpoints: list[int]) -> None:
        command = [sys.executable, "-m", "debugpy.adapter"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._timer = Timer(LIMIT_S, self._process.kill)
        self._timer.start()
        self._count = 0
        self.output = ""
        self._events: list[dict[str, Any]] = []
        self._request("initialize", {"adapterID": "debugpy", "pathFormat": "path"})
        launch = {"program": str(program), "python": [python], "console": "internalConsole", "cwd": str(program.parent)}
        launching = self._send("launch", {**launch, "justMyCode": True})
        self.event("initialized")
        lines = [{"line": line} for line in breakpoints]
        self._request("setBreakpoints", {"source": {"path": str(program)}, "breakpoints": lines})
        self._request("configurationDone", {})
        self._answer(launching)

    def stopped(self) -> int:
        """Wait for a stop; returns the id of the innermost frame."""
        self._thread = self.event("stopped")["threadId"]
        return int(self._request("stackTrace", {"threadId": self._thread})["stackFrames"][0]["id"])

    def evaluate(self, frame: int, expression: str, context: str = "repl") -> str:
        """What the expression gives there, as the debugger shows it."""
        asked = {"expression": expression, "frameId": frame, "context": context}
        return str(self._request("evaluate", asked)["result"])

    def go_on(self) -> None:
        """To the next breakpoint, or to the end."""
        self._request("continue", {"threadId": self._thread})

    def event(self, name: str) -> dict[str, Any]:
        """The body of the next event of that name."""
        while True:
            for event in self._events:
                if event["event"] == name:
                    self._events.remove(event)
                    return dict(event.get("body") or {})
            self._read()

    def end(self) -> None:
        self._timer.cancel()
        with suppress(OSError):
            self._send("disconnect", {"terminateDebuggee": True})
        with suppress(subprocess.TimeoutExpired):
            self._process.communicate(timeout=5)
        self._process.kill()

    def _request(self, command: str, arguments: dict[str, Any]) -> dict[str, Any]:
        return self._answer(self._send(command, arguments))

    def _send(self, command: str, arguments: dict[str, Any]) -> int:
        self._count += 1
        message = {"seq": self._count, "type": "request", "command": command, "arguments": arguments}
        data = json.dumps(message).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()
        return self._count

    def _answer(self, number: int) -> dict[str, Any]:
        while True:
            message = self._read()
            if message["type"] == "response" and message["request_seq"] == number:
                assert message["success"], message
                return dict(message.get("body") or {})

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            raise EOFError("the debugger ended")
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if message["type"] == "event":
            self._events.append(message)
            if message["event"] == "output" and message["body"].get("category") in ("stdout", "stderr"):
                self.output += message["body"]["output"]
        return message


@contextmanager
def debugging(python: str, program: Path, breakpoints: list[int]) -> Iterator[Session]:
    """A session that ends with the context."""
    session = Session(python, program, breakpoints)
    try:
        yield session
    finally:
        session.end()
