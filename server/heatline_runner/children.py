"""Pythons that the program starts are measured too: what they need for that stands in the environment they are given.

It is put there as they are started and taken out again after it, so that the program does not meet it. What is no
Python, no shell and no script is started as it is.
"""

from __future__ import annotations

import os
import sys

from heatline_runner import run_dir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

START_UP = os.path.join(os.path.dirname(os.path.abspath(__file__)), "start_up")
SHELLS = (b"sh", b"bash", b"dash", b"zsh", b"ksh", b"ash", b"fish")
PATH, PLAIN, RUN, CHILD = b"PYTHONPATH", b"HEATLINE_PYTHONPATH", b"HEATLINE_RUN", b"HEATLINE_CHILD"
DEAF = "EIS"  # of Python's options those by which it takes no start-up file
EXECUTABLES, FORK_EXECS_ENVIRONMENT, OTHERS_ENVIRONMENT = 1, 5, 2  # places among arguments
IN_OS = ("putenv", "unsetenv", "environb", "fsencode")


class Children:
    """Changes what a built-in that starts processes is called with; ``folder`` is the run's."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._os = {name: getattr(os, name) for name in IN_OS if hasattr(os, name)}  # as they are now
        self._own = [PATH, PLAIN, RUN, CHILD]
        self._is_put = False

    def started(self, name: str, args: tuple[Any, ...]) -> tuple[Any, ...] | None:
        """What to call the built-in ``name`` with instead of ``args``; None: as it is."""
        try:
            return self._started(name, args)
        except (TypeError, ValueError, AttributeError, OSError, IndexError, LookupError):
            return None  # what the program gives is wrong: Python says so

    def ended(self) -> None:
        """It has returned: take away what was put into the environment of this process."""
        if self._is_put:
            self._is_put = False
            self._set(self._plain())

    def _started(self, name: str, args: tuple[Any, ...]) -> tuple[Any, ...] | None:
        if name == "fork_exec":
            words, place = [self._bytes(word) for word in args[0]], FORK_EXECS_ENVIRONMENT
            executable = next((each for each in args[EXECUTABLES] if os.path.isfile(each)), args[EXECUTABLES][0])
        else:
            is_shell = name == "system"
            words = [b"sh", b""] if is_shell else [self._bytes(word) for word in args[1]]
            executable, place = (b"/bin/sh" if is_shell else args[0]), OTHERS_ENVIRONMENT
        if not self._leads_to_python(self._bytes(executable), words):
            return None
        environment = args[place] if place < len(args) else None
        if environment is None:
            self._set(self._with_ours(self._plain()))
            self._is_put = True
            return args
        return (*args[:place], self._changed(environment), *args[place + 1 :])

    def _leads_to_python(self, executable: bytes, words: list[bytes]) -> bool:
        name = os.path.basename(executable)
        if name.startswith(b"python") or executable == self._bytes(sys.executable):
            deaf = [word for word in words[1:] if word.startswith(b"-") and not word.startswith(b"--")]
            if any(letter.encode() in word for word in deaf[:3] for letter in DEAF if word[1:].isalpha()):
                run_dir.append(os.path.join(self._folder, run_dir.UNMEASURED), "it ignores its environment")
            return True
        if name in SHELLS or (name == b"env" and len(words) > 1):
            return True
        try:
            with open(executable, "rb") as file:
                return file.read(2) == b"#!"
        except OSError:
            return False

    def _plain(self) -> dict[bytes, bytes]:
        plain = self._os["environb"].get(PATH)
        return {} if plain is None else {PATH: plain}

    def _with_ours(self, plain: dict[bytes, bytes]) -> dict[bytes, bytes]:
        path, start_up = plain.get(PATH), self._bytes(START_UP)
        ours = {RUN: self._bytes(self._folder), CHILD: b"1", PATH: start_up}
        if path is not None:
            ours[PLAIN] = path
            if path:
                ours[PATH] = start_up + os.pathsep.encode() + path
        return ours

    def _set(self, variables: dict[bytes, bytes]) -> None:
        for name in self._own:
            if name in variables:
                self._os["putenv"](name, variables[name])
            else:
                self._os["unsetenv"](name)

    def _changed(self, environment: Any) -> Any:
        if isinstance(environment, list):  # of b"NAME=value"
            pairs = dict(entry.partition(b"=")[::2] for entry in environment)
            ours = self._with_ours({PATH: pairs[PATH]} if PATH in pairs else {})
            return [entry for entry in environment if entry.partition(b"=")[0] not in self._own] + [
                name + b"=" + value for name, value in ours.items()
            ]
        pairs = {self._bytes(name): self._bytes(value) for name, value in environment.items()}
        return {**pairs, **self._with_ours({PATH: pairs[PATH]} if PATH in pairs else {})}

    def _bytes(self, text: Any) -> bytes:
        encoded: bytes = self._os["fsencode"](text)
        return encoded
