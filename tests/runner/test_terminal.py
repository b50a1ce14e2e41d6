"""On a real terminal the program has it as it has under Python: its group in front, its keys, its input."""

from __future__ import annotations

import os
import pty
import select
import signal
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pytest
from place import LIMIT_S, Place

INFO = """\
import os, sys
print("tty", sys.stdin.isatty(), sys.stdout.isatty(), sys.stderr.isatty())
print("front", os.tcgetpgrp(0) == os.getpgrp())
print("hello " + input("name? "))
"""
WAIT = "import time\nprint('ready', flush=True)\ntime.sleep(60)\n"


class Screen:
    """A program with a terminal of its own: what it shows, and keys for it."""

    def __init__(self, argv: list[str], place: Place) -> None:
        self.shown = ""
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            os.chdir(place.folder)
            os.execve(argv[0], argv, place.environment(TERM="dumb", PS1="$ "))

    def __enter__(self) -> Screen:
        return self

    def __exit__(self, kind: type[BaseException] | None, problem: object, trace: TracebackType | None) -> None:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._handle)

    def type(self, keys: str) -> None:
        os.write(self._handle, keys.encode())

    def until(self, text: str) -> str:
        """Everything shown before ``text``, once it is there; what follows is left for later."""
        end = time.monotonic() + LIMIT_S
        while text not in self.shown:
            assert time.monotonic() < end, self.shown
            assert self._read() is not None, self.shown
        before, _, self.shown = self.shown.partition(text)
        return before

    def ended(self) -> int:
        """The exit code, negative for a signal, once it has ended."""
        while self._read() is not None:
            pass
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _read(self) -> str | None:
        if not select.select([self._handle], [], [], 0.2)[0]:
            return ""
        try:
            data = os.read(self._handle, 65536).decode()
        except OSError:
            return None  # the other side is closed
        self.shown += data
        return data or None


@pytest.fixture
def report(place: Place) -> tuple[str, ...]:
    return ("--format", "json", "--output", str(place.scratch / "report.json"))


def test_the_program_has_the_terminal_in_front_and_can_read_from_it(place: Place, report: tuple[str, ...]) -> None:
    place.write("main.py", INFO)
    with Screen(place.argv(*report, "main.py"), place) as screen:
        assert screen.until("name? ").splitlines() == ["tty True True True", "front True"]
        screen.type("you\n")
        screen.until("hello you")
        assert screen.ended() == 0


def test_ctrl_c_ends_the_program_as_under_python(place: Place, report: tuple[str, ...]) -> None:
    place.write("main.py", WAIT)
    for argv in ([place.python, "main.py"], place.argv(*report, "main.py")):
        with Screen(argv, place) as screen:
            screen.until("ready\r\n")
            screen.type("\x03")
            assert screen.ended() == -signal.SIGINT
            assert screen.shown.startswith("^CTraceback (most recent call last):")
            assert screen.shown.rstrip().endswith("KeyboardInterrupt")


def test_the_report_on_a_terminal_follows_the_programs_output(place: Place) -> None:
    place.write("main.py", "print('mine')\n")
    with Screen(place.argv("main.py"), place) as screen:
        screen.until("mine\r\n")
        assert screen.ended() == 0
        assert "main.py" in screen.shown
        assert "print('mine')" in screen.shown


def test_ctrl_z_and_fg_stop_and_continue_the_program_in_a_shell(place: Place, report: tuple[str, ...]) -> None:
    place.write("main.py", "print('ready', flush=True)\nprint('got ' + input())\n")
    with Screen(["/bin/bash", "--norc", "--noprofile", "-i"], place) as shell:
        shell.type(" ".join(place.argv(*report, "main.py")) + "\n")
        shell.until("ready\r\n")
        shell.type("\x1a")
        shell.until("Stopped")
        shell.type("echo in the $((1 + 1))nd line\n")
        shell.until("in the 2nd line\r\n")
        shell.type("fg\n")
        shell.until("main.py\r\n")
        shell.type("input\n")
        shell.until("got input")
        shell.type("exit $?\n")
        assert shell.ended() == 0


def test_a_background_job_that_reads_waits_for_fg(new_place: Place) -> None:
    new_place.write("main.py", "print('ready', flush=True)\nprint('got ' + input())\n")
    with Screen(["/bin/bash", "--norc", "--noprofile", "-i"], new_place) as shell:
        shell.type(" ".join(new_place.argv("main.py")) + " &\n")
        shell.until("ready\r\n")
        time.sleep(0.3)
        shell.type("\n")
        shell.until("Stopped")
        shell.type("fg\n")
        shell.until("main.py\r\n")
        shell.type("input\n")
        shell.until("got input")
        shell.type("exit\n")
        assert shell.ended() == 0


def test_when_the_terminal_closes_the_program_ends(new_place: Place) -> None:
    new_place.write("main.py", f"import os\nopen('pid', 'w').write(str(os.getpid()))\n{WAIT}")
    with Screen(new_place.argv("main.py"), new_place) as screen:
        screen.until("ready\r\n")
        program = Path("/proc", (new_place.folder / "pid").read_text())
    end = time.monotonic() + 5
    while program.exists():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_in_a_pipeline_the_others_keep_the_terminal(place: Place, report: tuple[str, ...]) -> None:
    """As a pager does, which reads its keys from the terminal while the program still runs."""
    place.write("main.py", "import time\nprint('ready', flush=True)\ntime.sleep(1)\n")
    pager = "sh -c 'read line; read key < /dev/tty; echo \"$line $key\"'"
    with Screen(["/bin/bash", "--norc", "--noprofile", "-i"], place) as shell:
        shell.type(" ".join(place.argv(*report, "main.py")) + f" | {pager}\n")
        shell.until(pager.partition(";")[0])
        shell.type("pressed\n")
        shell.until("ready pressed\r\n")
        shell.type("exit $?\n")
        assert shell.ended() == 0


def test_ctrl_c_in_a_pipeline_reaches_the_program_once(place: Place, report: tuple[str, ...]) -> None:
    text = """\
    import time
    caught, words = 0, ["ready"]
    end = time.monotonic() + 1
    while time.monotonic() < end:
        try:
            while words:
                print(words.pop(), flush=True)
            time.sleep(0.1)
        except KeyboardInterrupt:
            caught += 1
    print("caught", caught)
    """
    place.write("main.py", text)
    with Screen(["/bin/bash", "--norc", "--noprofile", "-i"], place) as shell:
        shell.type(" ".join(place.argv(*report, "main.py")) + " | (trap '' INT; cat)\n")
        shell.until("ready\r\n")
        shell.type("\x03")
        shell.until("caught 1\r\n")
        shell.type("exit\n")
        shell.ended()
