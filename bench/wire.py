"""A language client as small as it can be: it counts what it is sent, and waits for one message at a time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter_ns
from types import TracebackType
from typing import IO, Any, Self

from bench.stop import Stop
from bench.tools import LAUNCH

CAPABILITIES: Mapping[str, Any] = {  # as an editor that paints, and asks for problems by itself
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"configuration": True, "codeLens": {"refreshSupport": True}},
    "textDocument": {"diagnostic": {}, "codeLens": {}, "hover": {"contentFormat": ["markdown"]}},
}


@dataclass(frozen=True)
class Took:
    """From the first byte of a request or an edit to its answer's last, and the server's CPU time meanwhile."""

    wall_ns: int
    cpu_ns: int


@dataclass(frozen=True)
class Message:
    """One that the server sent, how many bytes it had, and when the last of them was here."""

    said: Mapping[str, Any]
    size: int
    came_ns: int = 0

    @property
    def method(self) -> str | None:
        return self.said.get("method")


@dataclass
class Wire:
    """The server over its standard input and output. ``settings`` are the section heatline's."""

    folder: Path
    settings: Mapping[str, Any]
    received: list[Message] = field(default_factory=list)
    _asked: int = 0

    def __enter__(self) -> Self:
        pipe = subprocess.PIPE
        argv = (sys.executable, "-I", str(LAUNCH), "serve")
        self._process = subprocess.Popen(argv, stdin=pipe, stdout=pipe, cwd=self.folder)
        options = {"paintsAnnotations": True, "hasViews": True, "trusted": True}
        root = {"uri": self.folder.as_uri(), "name": self.folder.name}
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": None,
                "capabilities": CAPABILITIES,
                "workspaceFolders": [root],
                "initializationOptions": options,
            },
        )
        self.tell("initialized", {})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError, Stop):
            self.ask("shutdown", None)
            self.tell("exit", None)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        self._process.kill()
        self._process.wait()

    def tell(self, method: str, params: object) -> None:
        """Send a notification."""
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: object) -> Any:
        """Send a request and wait for its answer."""
        self._asked += 1
        number = self._asked
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        answer = self.until(lambda message: message.said.get("id") == number and message.method is None).said
        if "error" in answer:
            raise Stop(f"{method} failed: {answer['error']}")
        return answer["result"]

    def until(self, found: Callable[[Message], object]) -> Message:
        """Read on until a message is what is waited for; those of the server that ask something are answered."""
        while True:
            message = self._read()
            self.received.append(message)
            if "id" in message.said and message.method is not None:
                self._answer(message.said)
            if found(message):
                return message

    def timed(self, act: Callable[[], object]) -> Took:
        """What ``act``, which waits for the server, took."""
        cpu_ns, began_ns = self.cpu_ns(), perf_counter_ns()
        act()
        return Took(self.received[-1].came_ns - began_ns, self.cpu_ns() - cpu_ns)

    @property
    def pid(self) -> int:
        """The server's process."""
        return self._process.pid

    def cpu_ns(self) -> int:
        """The CPU time of the server's process by now, all of its threads."""
        tasks = Path(f"/proc/{self._process.pid}/task")
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir())

    def _answer(self, asked: Mapping[str, Any]) -> None:
        result: object = None
        if asked["method"] == "workspace/configuration":
            result = [self.settings for _ in asked["params"]["items"]]
        self._send({"jsonrpc": "2.0", "id": asked["id"], "result": result})

    def _send(self, said: object) -> None:
        body = json.dumps(said).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._input.flush()

    def _read(self) -> Message:
        length = 0
        while (line := self._output.readline()) != b"\r\n":
            if not line:
                raise Stop("The language server ended.")
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        body = self._output.read(length)
        came_ns = perf_counter_ns()
        return Message(json.loads(body), len(body), came_ns)

    @property
    def _input(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    @property
    def _output(self) -> IO[bytes]:
        assert self._process.stdout is not None
        return self._process.stdout
