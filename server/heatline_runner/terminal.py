"""The controlling terminal, lent to the program's process group while it runs, as a shell lends it to a job."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress


class Terminal:
    """The terminal the supervisor was started in, if any; does nothing where there is none (or no such thing).

    ``is_shared``: we are part of a pipeline, whose other programs (a pager) use the terminal too: then nothing is lent,
    and the program stays in the group that all of them are in.
    """

    def __init__(self) -> None:
        self._handle = _open_terminal()
        self._is_ours = self._look()
        self.is_shared = self._is_ours and not (os.isatty(0) and os.isatty(1))

    def lend(self, group: int) -> None:
        """Make ``group`` the foreground group, if ours was; also to be called in the child, before it executes."""
        if self._is_ours and not self.is_shared:
            self._put_in_front(group)

    def take_back(self) -> None:
        """Make our own group the foreground group again, if it was."""
        if self._is_ours and not self.is_shared:
            self._put_in_front(os.getpgrp())

    def stop_with(self, group: int) -> None:
        """The program was stopped (Ctrl-Z): stop with it, and when continued, continue it.

        Without a terminal it stopped itself, and is for others to continue. Where there is one and no shell to continue
        us the kernel ignores our stopping, and the program just goes on.
        """
        if self._handle is None or self.is_shared:
            return
        self.take_back()
        signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.killpg(os.getpgrp(), signal.SIGTSTP)
        self._is_ours = self._look()
        self.lend(group)
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGCONT)

    def _look(self) -> bool:
        try:
            return self._handle is not None and os.tcgetpgrp(self._handle) == os.getpgrp()
        except OSError:
            return False

    def _put_in_front(self, group: int) -> None:
        before = signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        try:
            if self._handle is not None:
                os.tcsetpgrp(self._handle, group)
        except OSError:
            pass  # the terminal, or the group, has gone
        finally:
            signal.signal(signal.SIGTTOU, before)


def _open_terminal() -> int | None:
    if sys.platform == "win32":
        return None
    try:
        return os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return None
