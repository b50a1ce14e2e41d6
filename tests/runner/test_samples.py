"""Where programs were, two hundred times a second, of real programs looked at from outside."""

from __future__ import annotations

import json
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from place import Measured, Place

from heatline.preparation import Job, Run, prepare
from heatline_runner import run_dir
from heatline_runner.engines.samples.tables import UNSEEN, _notes
from heatline_runner.model import Profile
from heatline_runner.profile_json import read_profile

SAMPLES = ("--engine", "samples")
# By the wall, as samples are taken: a busy machine changes both alike.
BUSY = """\
import sys, threading
from time import perf_counter
def busy(s):
    began = perf_counter()
    while perf_counter() - began < s:
        pass
"""


def sampled(place: Place, text: str) -> Measured:
    place.write("main.py", text)
    return place.run(options=SAMPLES)


def shares(run: Measured) -> dict[str, float]:
    """Of all samples, by the user's function, with what it calls."""
    whole = sum(stack.values["samples"] or 0 for stack in run.profile.stacks)
    rows = (row for row in run.profile.functions if Path(row.path).name == "main.py")
    return {row.name: (row.values["samples"] or 0) / whole for row in rows}


def test_functions_and_lines_have_the_share_that_they_took(every_place: Place) -> None:
    text = f"""{BUSY}
class Work:
    def long(self):
        busy(1.4)
    def short(self):
        busy(0.6)
def main():
    work = Work()
    work.long()
    work.short()
main()
"""
    run = sampled(every_place, text)

    found = shares(run)
    assert found["Work.long"] == pytest.approx(0.7, abs=0.15)
    assert found["Work.short"] == pytest.approx(0.3, abs=0.15)
    assert found["main"] > 0.95
    table = run.table("main.py")
    at = text.splitlines().index("        busy(1.4)") + 1
    lines = dict(zip(table.line, table.values["samples"], strict=True))
    whole = sum(stack.values["samples"] or 0 for stack in run.profile.stacks)
    assert (lines[at] or 0) / whole == pytest.approx(0.7, abs=0.15)
    row = next(row for row in run.profile.functions if row.name == "Work.long")
    assert text.splitlines()[row.line - 1 : row.end_line] == ["    def long(self):", "        busy(1.4)"]
    assert run.profile.run.outcome == "finished"
    (note,) = run.notes("distorts")
    assert "samples, one every 5 ms" in note[0]


def test_each_thread_is_seen(place: Place) -> None:
    text = f"""{BUSY}
def first():
    busy(0.8)
def second():
    busy(0.8)
threads = [threading.Thread(target=each) for each in (first, second)]
for each in threads:
    each.start()
for each in threads:
    each.join()
"""
    found = shares(sampled(place, text))
    assert found["first"] > 0.2
    assert found["second"] > 0.2


def test_the_program_is_as_plain_python_runs_it_and_ends_as_it_ends(place: Place) -> None:
    text = """\
        import sys, os, threading
        print(sys.argv, sorted(sys.modules)[:3], len(sys.modules), sys.gettrace(), sys.getprofile(), sys.path[0])
        print({n: v for n, v in sorted(os.environ.items()) if "HEATLINE" in n or n == "PYTHONPATH"})
        sys.exit(7)
        """
    run = sampled(place, text)
    plain = place.plain()
    assert (run.done.returncode, run.done.stdout) == (plain.returncode, plain.stdout)
    assert run.profile.run.outcome == "exited"

    run = sampled(place, "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n")
    assert run.done.returncode == -signal.SIGTERM
    assert run.profile.run.outcome == "killed"


def test_what_was_seen_before_the_time_limit_is_kept(place: Place) -> None:
    place.write("main.py", f"{BUSY}\ndef forever():\n    while True:\n        busy(0.1)\nforever()\n")
    run = place.run(options=(*SAMPLES, "--timeout", "3.0"))

    assert run.profile.run.outcome == "timed_out"
    assert shares(run)["forever"] > 0.9


def test_a_program_too_short_to_be_sampled_says_so(place: Place) -> None:
    run = sampled(place, "print(1)\n")
    assert run.done.stdout == "1\n"
    assert run.done.returncode == 0
    assert not run.profile.stacks or run.notes("distorts")
    if not run.profile.stacks:
        assert any(
            text.startswith(("No sample was taken", "Nothing was sampled")) for text, _ in run.notes("not_measured")
        )


def test_stacks_are_written_for_speedscope_and_flame_graphs(place: Place, tmp_path: Path) -> None:
    place.write("main.py", f"{BUSY}\ndef work():\n    busy(0.4)\nwork()\n")
    file = tmp_path / "stacks.json"
    for format_ in ("speedscope", "collapsed"):
        argv = place.argv(*SAMPLES, "--format", format_, "--output", str(file), "main.py")
        done = subprocess.run(argv, **place.settings({}), capture_output=True, check=True)
        assert not done.stderr
        text = file.read_text("utf-8")
        if format_ == "speedscope":
            names = [frame["name"] for frame in json.loads(text)["shared"]["frames"]]
            assert "work" in names
        else:
            assert any("work (main.py:" in line and "busy (main.py:" in line for line in text.splitlines())


def test_a_part_cannot_be_sampled_alone(place: Place) -> None:
    place.write("main.py", "def f(): pass\nf()\n")
    done = subprocess.run(
        place.argv(*SAMPLES, "--only", "f", "main.py"), **place.settings({}), capture_output=True, check=False
    )
    assert done.returncode == 2
    assert "measures the whole program: leave out the part" in done.stderr


def test_nothing_of_the_sampler_is_left_behind(place: Place) -> None:
    sampled(place, f"{BUSY}\nbusy(0.3)\n")
    time.sleep(0.2)
    found = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert not [line for line in found.splitlines() if "py-spy" in line and str(place.scratch) in line]
    assert not list(place.scratch.glob("heatline-*"))


@pytest.mark.parametrize("way", ["fork", "spawn", "subprocess"])
def test_what_the_program_starts_is_sampled_too_unless_that_is_switched_off(place: Place, way: str) -> None:
    place.write("child.py", f"{BUSY}\ndef work():\n    busy(0.8)\nif __name__ == '__main__':\n    work()\n")
    starts = {
        "subprocess": "import subprocess; subprocess.run([sys.executable, 'child.py'], check=True)",
        "fork": "multiprocessing.get_context('fork').Process(target=child.work).start()",
        "spawn": "multiprocessing.get_context('spawn').Process(target=child.work).start()",
    }
    text = f"import multiprocessing, sys\nimport child\nif __name__ == '__main__':\n    {starts[way]}\n"
    place.write("main.py", text)
    whole = place.run(options=SAMPLES)
    first = place.run(options=(*SAMPLES, "--processes", "first"))

    assert whole.done.returncode == first.done.returncode == 0
    assert whole.profile.run.processes >= 2  # spawn and fork have helpers of their own
    assert first.profile.run.processes == 1
    rows = {(Path(row.path).name, row.name): row.values["samples"] or 0 for row in whole.profile.functions}
    assert rows["child.py", "work"] > 80
    assert not any(name.startswith("process ") for _, name in rows)
    (note,) = whole.notes("distorts")
    assert f", in {whole.profile.run.processes} processes" in note[0]
    assert not any(row.name == "work" for row in first.profile.functions)


def test_where_the_system_does_not_let_children_be_looked_into_that_is_said() -> None:
    read = {"stacks": [], "interval_ns": 5_000_000, "processes": 1, "errors": 0, "unseen": True}
    assert [note.text for note in _notes(read)][1:] == [UNSEEN]


def test_a_live_view_has_what_was_seen_so_far_and_in_the_end_all_of_it(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = str(place.write("main.py", f"{BUSY}\nfor turn in range(60):\n    busy(0.1)\n"))
    run = prepare(Job("script", path, engine="samples", interpreter=place.python, live=True))
    assert isinstance(run, Run)
    file, early = run.folder / run_dir.PROFILE, 0.0
    with subprocess.Popen(run.argv, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not early and process.poll() is None:
            early = _samples(read_profile(file)) if file.exists() else 0.0
            time.sleep(0.02)
        assert read_profile(file).run.outcome == "running"
    ended = read_profile(file)

    assert ended.run.outcome == "finished"
    assert _samples(ended) > 2 * early > 0
    assert sum(stack.values["time_ns"] or 0 for stack in ended.stacks) == pytest.approx(ended.run.body_ns, rel=0.25)
    assert not list(run.folder.glob("stacks-*"))


def _samples(profile: Profile) -> float:
    return sum(stack.values["samples"] or 0 for stack in profile.stacks)
