"""The language server's life on standard input and output: how it reads, and every way in which it ends.

It ends by ``exit`` (0 after ``shutdown``, else 1), with the process that started it, by a signal or at the end of its
input (0), and (1) where what it reads is no message: then nobody knows where the next one begins. Its runs end first.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, Final, NoReturn

from pygls.io_ import StdinAsyncReader, StdoutWriter, run_async

from heatline.liveness import is_alive
from heatline.session import Heatline

HEADER: Final = re.compile(rb"[!-9;-~]+:[^\r\n]*\r\n")  # a field name, and what it says
LENGTH: Final = re.compile(rb"Content-Length:\s*(\d+)\s*", re.IGNORECASE)
LONGEST: Final = 1 << 28  # bytes of a message
LONGEST_LINE: Final = 1 << 12
OWNER_S: Final = 0.5  # how often it is looked whether the client's process is there
RUNS_S: Final = 1.5  # how long runs may take to end

logger = logging.getLogger(__name__)


class Malformed(Exception):
    """What came is no message of the protocol."""


class Framed:
    """Standard input, message by message; ``Malformed`` where it is none, or ends in the middle of one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._has_length = self._is_begun = False

    def readline(self) -> bytes:
        """A line of the head; Content-Length as pygls knows it."""
        line = self._stream.readline(LONGEST_LINE)
        if not line and not self._is_begun:
            return line
        if line == b"\r\n" and self._has_length:
            self._has_length = self._is_begun = False
            return line
        if HEADER.fullmatch(line) is None:
            raise Malformed(f"{line[:60]!r} stands where a header of a message has to")
        self._is_begun = True
        length = LENGTH.fullmatch(line.rstrip(b"\r\n"))
        if length is None:
            return line
        if not 0 < int(length[1]) <= LONGEST or self._has_length:
            raise Malformed(f"no message has {length[1][:20].decode()} bytes")
        self._has_length = True
        return b"Content-Length: %d\r\n" % int(length[1])

    def read(self, size: int) -> bytes:
        """The body of a message."""
        body = self._stream.read(size)
        if len(body) < size:
            raise Malformed(f"the input ended {size - len(body)} bytes before the message")
        return body


def serve(server: Heatline) -> int:
    """Serve until one of these ends it; the exit code."""
    server.protocol.set_writer(StdoutWriter(sys.stdout.buffer))
    try:
        asyncio.run(_serve(server))
    except Malformed as problem:
        logger.error("The client sent what is no message: %s. The server ends.", problem)
        return 1
    except (BrokenPipeError, KeyboardInterrupt):
        return 0
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    return 0


def leave(code: int) -> NoReturn:
    """End now: a thread that waits for input cannot be woken."""
    logging.shutdown()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


async def _serve(server: Heatline) -> None:
    reader = StdinAsyncReader(Framed(sys.stdin.buffer), server.thread_pool)  # type: ignore[arg-type]  # as far as it asks
    reading = asyncio.ensure_future(
        run_async(threading.Event(), reader, server.protocol, logger, server.report_server_error)
    )
    ended = asyncio.Event()
    _hear(ended.set)
    watching = [asyncio.ensure_future(ended.wait()), asyncio.ensure_future(_owner_is_gone(server))]
    try:
        await asyncio.wait({reading, *watching}, return_when=asyncio.FIRST_COMPLETED)
        if reading.done():
            reading.result()
    finally:
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(server.runs.stop_all(), RUNS_S)
        if not reading.done():
            leave(0)


def _hear(end: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError, RuntimeError):  # on Windows signals end the process by themselves
            loop.add_signal_handler(number, end)


async def _owner_is_gone(server: Heatline) -> None:
    while server.process_id is None or is_alive(server.process_id):
        await asyncio.sleep(OWNER_S)
