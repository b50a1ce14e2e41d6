"""Which Python a program is run with, and what it is: by setting, a .venv of the workspace, else the PATH's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from heatline_runner.registry import PACKAGES

MARK = "heatline-probe:"
PROBE_LIMIT_S = 20
OLDEST, NEWEST = (3, 10), (3, 15)
CHOOSE = "Choose another with the setting heatline.interpreter (on the command line: --python)."
PROBE = f"""
import sys; sys.path[:1] = []
import json, os, platform, site, sysconfig
def package(name):
    try:
        from importlib import metadata, util
        found = util.find_spec(name)
        folder = os.path.dirname(found.origin) if found.submodule_search_locations else found.origin
        return [folder, metadata.version(name)]
    except Exception:
        return None
paths = [sysconfig.get_path(p) for p in ("stdlib", "platstdlib", "purelib", "platlib")]
paths += getattr(site, "getsitepackages", list)() + [getattr(site, "getusersitepackages", lambda: "")()]
print("{MARK}" + json.dumps(dict(
    path=sys.executable, version=platform.python_version(), info=list(sys.version_info[:2]),
    implementation=platform.python_implementation(), threaded=bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    suffix=sysconfig.get_config_var("EXT_SUFFIX") or "",
    libraries=sorted(set(os.path.realpath(p) for p in paths if p)),
    packages={{name: package(name) for name in {sorted(PACKAGES)}}})))
"""


class Unusable(Exception):
    """An interpreter that cannot run anything under Heatline; the message is a sentence with the next step."""


@dataclass(frozen=True)
class Choice:
    """A command or a path to try, and by what it was found."""

    command: str
    found: str


@dataclass(frozen=True)
class Interpreter:
    """A CPython that can be measured. ``tag`` names its compiled packages, ``libraries`` are its folders of them.

    ``info`` is (major, minor); ``suffix`` is how the names of modules end that are compiled for it.
    ``packages`` has the folder and the version of those engine packages that the user has installed.
    """

    path: str
    version: str
    info: tuple[int, int]
    is_free_threaded: bool
    suffix: str
    tag: str
    libraries: tuple[str, ...]
    packages: Mapping[str, tuple[str, str]]
    found: str


def choose(setting: str, folders: Sequence[Path]) -> Choice:
    """By ``setting`` if it is not empty, else the .venv of the first of ``folders`` that has one, else the PATH's."""
    if setting:
        return Choice(setting, "by the setting heatline.interpreter")
    for folder in folders:
        for python in (folder / ".venv" / "bin" / "python", folder / ".venv" / "Scripts" / "python.exe"):
            if python.exists():
                return Choice(str(python), f"as the .venv of {folder.name}")
    for name in ("python3", "python"):
        found = shutil.which(name)
        if found:
            return Choice(found, "on the PATH")
    raise Unusable("No Python was found: there is no .venv, and no python3 on the PATH. " + CHOOSE)


def probe(choice: Choice) -> Interpreter:
    """Ask the chosen Python what it is; Unusable where it is missing, does not answer or is too old."""
    command = os.path.abspath(choice.command) if os.path.dirname(choice.command) else choice.command
    facts = _facts(command)
    path, version = str(facts["path"] or command), str(facts["version"])
    if facts["implementation"] != "CPython":
        raise Unusable(f"{path} is {facts['implementation']}, and Heatline measures CPython only. {CHOOSE}")
    major, minor = facts["info"]
    if not OLDEST <= (major, minor) <= NEWEST:
        age = "old" if (major, minor) < OLDEST else "new"
        raise Unusable(f"Python {version} ({path}) is too {age} for Heatline, which needs 3.10 to 3.15. {CHOOSE}")
    return Interpreter(
        path=path,
        version=version,
        info=(major, minor),
        is_free_threaded=bool(facts["threaded"]),
        suffix=facts["suffix"],
        tag=f"cp{major}{minor}{'t' if facts['threaded'] else ''}",
        libraries=tuple(facts["libraries"]),
        packages={name: (where[0], where[1]) for name, where in facts["packages"].items() if where},
        found=choice.found,
    )


def _facts(command: str) -> dict[str, Any]:
    try:
        done = subprocess.run(
            [command, "-c", PROBE],
            capture_output=True,
            text=True,
            errors="replace",
            stdin=subprocess.DEVNULL,
            cwd=os.path.abspath(os.sep),
            timeout=PROBE_LIMIT_S,
            check=False,
        )
    except FileNotFoundError:
        if os.path.islink(command):
            gone = os.path.realpath(command)
            raise Unusable(f"{command} leads to {gone}, which is gone: make that environment anew. {CHOOSE}") from None
        raise Unusable(f"There is no Python at {command}. {CHOOSE}") from None
    except subprocess.TimeoutExpired:
        raise Unusable(f"{command} did not say what it is within {PROBE_LIMIT_S} s. {CHOOSE}") from None
    except OSError as problem:
        raise Unusable(f"{command} could not be started: {problem.strerror}. {CHOOSE}") from None
    for line in reversed(done.stdout.splitlines()):
        if line.startswith(MARK):
            facts: dict[str, Any] = json.loads(line.removeprefix(MARK))
            return facts
    said = (done.stderr.strip() or done.stdout.strip() or f"exit code {done.returncode}").splitlines()[-1]
    raise Unusable(f"{command} is not a Python that works: {said.rstrip('.')}. {CHOOSE}")
