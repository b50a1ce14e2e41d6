"""The runs the server follows: their results as they come, their end, and stopping them."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from heatline import preparation
from heatline.analysis.answers import Answer, profile_answers
from heatline.analysis.pace import Pace, pace
from heatline.liveness import is_alive
from heatline.protocol import Action, Phase, RunState
from heatline.render.run_states import (
    Said,
    ended_text,
    lines_run,
    running_text,
    setting_text,
    timing_running_text,
    tracer_text,
)
from heatline_runner import run_dir
from heatline_runner.model import NEVER_RETURNED, Profile, RunInfo
from heatline_runner.profile_json import NotAProfile, read_profile
from heatline_runner.registry import ENGINES
from heatline_runner.request import Request

POLL_S = 0.1
TOLD_EVERY_NS = 250_000_000
BEGIN_LIMIT_S = 120  # a prepared run that nobody started in this time is forgotten
END_LIMIT_S = 3.0  # how long a stopped run is waited for when the server ends

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Listener:
    """What is told of every run: each newer profile, with what its trials answer, and how the run is doing."""

    on_profile: Callable[[Profile, Sequence[Answer]], None]
    on_state: Callable[[RunState], None]


@dataclass
class Following:
    """A run that goes on. ``stamp`` is that of the profile read last; ``told_ns`` when the client was last told.

    ``pace`` is how fast it executes lines by that profile, ``answers`` what its trials say. ``longer`` is what to do
    where not all was timed, since that would have taken too long.
    """

    id: str
    run: preparation.Run
    began_ns: int
    process: subprocess.Popen[bytes] | None = None
    task: asyncio.Task[None] | None = None
    profile: Profile | None = None
    answers: Sequence[Answer] = ()
    longer: Action | None = None
    stamp: int = 0
    told_ns: int = 0
    pace: Pace = field(default_factory=Pace)


class Runs:
    """Owns every run from its preparation to its end; the folder of a run goes when it has ended."""

    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._going: dict[str, Following] = {}
        self._count = 0

    @property
    def newest(self) -> str | None:
        """The id of the run begun last, of those that go on."""
        return next(reversed(self._going), None)

    def of_file(self, path: str | None) -> str | None:
        """The id of the run begun last of those that go on and run the file at the real ``path`` as a program."""
        programs = ((run, each) for run, each in reversed(self._going.items()) if each.run.request.snippets is None)
        return next((run for run, each in programs if _target(each) == path), None)

    def timing(self, path: str | None) -> Mapping[str, str]:
        """The ids of the runs that go on and time something in the file at the real ``path``, by its function."""
        timed = ((_timed(each.run.request), run) for run, each in self._going.items())
        return {about[1]: run for about, run in timed if about is not None and about[0] == path}

    def measuring(self, run: RunInfo) -> str | None:
        """The id of the run that goes on and that ``run`` is of, as its profile has it."""
        begun = (run.target, run.started)
        profiles = ((name, each.profile) for name, each in self._going.items())
        return next((name for name, of in profiles if of and (of.run.target, of.run.started) == begun), None)

    def follow(self, run: preparation.Run, spawn: bool, longer: Action | None = None) -> str:
        """Follow ``run``, started by the client, or with ``spawn`` here, without a terminal; returns its id."""
        self._count += 1
        following = Following(f"{os.getpid()}-{self._count}", run, time.monotonic_ns(), longer=longer)
        if spawn:
            nowhere = subprocess.DEVNULL
            # A session of its own: the terminal that the editor itself may stand in is not the program's.
            following.process = subprocess.Popen(
                run.argv, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True
            )
        self._going[following.id] = following
        self._tell(following, "prepared", running_text(run.title, 0, 0))
        following.task = asyncio.get_running_loop().create_task(self._watch(following))
        return following.id

    def stop(self, run: str | None) -> bool:
        """Ask one run to stop (None: the newest); whether there was one."""
        following = self._going.get(run or self.newest or "")
        if following is None:
            return False
        (following.run.folder / run_dir.STOP).touch()
        return True

    def mark(self, run: str | None) -> int:
        """Mark this moment of a run whose engine compares them (None: the newest); how many it has now, 0 for none."""
        going = (each.run for each in reversed(self._going.values()) if run in (None, each.id))
        return next((run_dir.mark(each.folder) for each in going if ENGINES[each.request.engine].compares_moments), 0)

    async def stop_all(self) -> None:
        """Stop every run and wait, not for long, until their results are in."""
        for run in list(self._going):
            self.stop(run)
        tasks = [following.task for following in self._going.values() if following.task]
        if tasks:
            await asyncio.wait(tasks, timeout=END_LIMIT_S)

    async def _watch(self, following: Following) -> None:
        try:
            while not await asyncio.to_thread(self._look, following):
                self._tell_running(following)
                await asyncio.sleep(POLL_S)
        except Exception:
            log.exception("following %s failed", following.run.title)
        finally:
            self._end(following)

    def _look(self, following: Following) -> bool:
        """Read what is new; whether the run is over."""
        alive = _is_alive(following)
        path = following.run.folder / run_dir.PROFILE
        try:
            stamp = path.stat().st_mtime_ns
            if stamp != following.stamp:
                following.stamp, following.profile = stamp, read_profile(path)
                following.pace = pace(following.profile, following.pace)
                following.answers = profile_answers(following.profile)
        except FileNotFoundError:
            pass
        except (OSError, NotAProfile) as problem:
            log.warning("%s: %s", path, problem)
        return not alive

    def _tell_running(self, following: Following) -> None:
        now = time.monotonic_ns()
        if now - following.told_ns < TOLD_EVERY_NS:
            return
        following.told_ns = now
        profile = following.profile
        if profile is not None and profile.run.outcome != "running":
            return  # it has ended, and is told of once its supervisor has, too
        if profile is not None:
            self._listener.on_profile(profile, following.answers)
        lines = 0 if profile is None else lines_run(profile)
        text = running_text(following.run.title, now - following.began_ns, lines, following.pace.per_second)
        if profile is not None and profile.trials:
            text = timing_running_text(following.run.title, now - following.began_ns, profile)
        self._tell(following, "running", text, lines)

    def _end(self, following: Following) -> None:
        self._going.pop(following.id, None)
        profile, title = following.profile, following.run.title
        if profile is not None and profile.run.outcome == "running":
            profile = replace(profile, run=replace(profile.run, outcome="killed", partial=True))
            following.answers = tuple(replace(answer, profile=profile) for answer in following.answers)
        if profile is not None:
            self._listener.on_profile(profile, following.answers)
        shutil.rmtree(following.run.folder, ignore_errors=True)
        said = Said(f"{title} was not started.", "warning")
        if profile is not None:
            said = ended_text(title, profile, following.answers)
        lines = 0 if profile is None else lines_run(profile)
        self._tell(following, "ended", said, lines)

    def _tell(self, following: Following, phase: Phase, said: Said | str, lines: int = 0) -> None:
        said = Said(said, "info") if isinstance(said, str) else said
        elapsed_ns = time.monotonic_ns() - following.began_ns
        request = following.run.request
        self._listener.on_state(
            RunState(
                run=following.id,
                engine=request.engine,
                title=following.run.title,
                phase=phase,
                elapsed_ns=elapsed_ns,
                lines=lines,
                text=said.text,
                setting=_setting(following.run),
                severity=said.severity,
                action=following.longer if phase == "ended" and _lacks_time(following.profile) else None,
            )
        )


def _setting(run: preparation.Run) -> str:
    """In which Python and where, on one line; by what, on the next."""
    python = run.interpreter
    where = setting_text(python.version, python.path, python.found, run.request.cwd)
    return f"{where}\n{tracer_text(run.request.tracer or '', run.instead)}"


def _target(following: Following) -> str:
    request = following.run.request
    return os.path.realpath(os.path.join(request.cwd, request.target))


def _timed(request: Request) -> tuple[str, str] | None:
    """The real path of a file and what of it is timed, by its qualified name; "" where that is no one function."""
    if request.snippets is not None:
        functions = {row.function for row in request.snippets.rows}
        return request.snippets.path, functions.pop() if len(functions) == 1 else ""
    is_timing = ENGINES[request.engine].of == "calls"
    return (request.scope.path, request.scope.name) if is_timing and request.scope is not None else None


def _lacks_time(profile: Profile | None) -> bool:
    """Whether something was not timed in full, since that would have taken longer than it might."""
    trials = () if profile is None else profile.trials
    endless = (trial.error is not None and trial.error.type == NEVER_RETURNED for trial in trials)
    return any(endless) or any(note.kind == "not_measured" for trial in trials for note in trial.notes)


def _is_alive(following: Following) -> bool:
    """Whether its supervisor is there, or may still come."""
    if following.process is not None:
        return following.process.poll() is None
    pid = _supervisor_of(following.run.folder)
    if pid is None:
        waited_s = (time.monotonic_ns() - following.began_ns) / 1e9
        return waited_s < BEGIN_LIMIT_S and not (following.run.folder / run_dir.STOP).exists()
    if sys.platform == "win32":  # where os.kill(pid, 0) would be Ctrl-C
        return following.profile is None or following.profile.run.outcome == "running"
    return is_alive(pid)


def _supervisor_of(folder: Path) -> int | None:
    try:
        return int((folder / run_dir.SUPERVISOR).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
