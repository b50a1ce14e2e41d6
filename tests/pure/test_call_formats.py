"""Files of other profilers: what we write they open, what they write we open, and what is made up is refused."""

from __future__ import annotations

import cProfile
import json
import marshal
import os
import pickle
import pstats
from datetime import datetime, timezone
from io import StringIO
from pathlib import Path
from typing import Any

import line_profiler
import pytest
import snakeviz.stats as snakeviz
from jsonschema import validate
from written_profiles import PATH, call_profile, profile

from heatline.formats.lprof_writer import lprof_bytes
from heatline.formats.pstats_writer import pstats_bytes
from heatline.formats.speedscope_writer import collapsed_text, speedscope_text
from heatline.profile_files import read_profile_file
from heatline.render.provenance import provenance_text
from heatline_runner.model import Profile
from heatline_runner.profile_json import NotAProfile, from_json, to_json

SCHEMA = Path(__file__).resolve().parents[2] / "node_modules" / "speedscope" / "dist" / "release"


def called(of: Profile) -> dict[str, tuple[float | None, ...]]:
    """Figures of those that were called."""
    names = ("calls", "primitive_calls", "own_ns", "total_ns")
    found = {row.name.rpartition(".")[2]: tuple(row.values[name] for name in names) for row in of.functions}
    return {name: figures for name, figures in found.items() if figures[0]}


def edges(of: Profile) -> dict[tuple[str, str], tuple[float | None, ...]]:
    names = [row.name.rpartition(".")[2] for row in of.functions]
    return {
        (names[edge.caller], names[edge.callee]): (edge.values["calls"], edge.values["total_ns"]) for edge in of.calls
    }


def test_pstats_opens_what_we_write_and_we_open_it_again(tmp_path: Path) -> None:
    file = tmp_path / "calls.prof"
    file.write_bytes(pstats_bytes(call_profile()))
    text = StringIO()
    pstats.Stats(str(file), stream=text).sort_stats("cumtime").print_stats().print_callers("work")

    assert "30/10    0.070    0.002    0.080    0.008 /p/sos.py:9(work)" in text.getvalue()
    assert "{built-in method builtins.len}" in text.getvalue()
    read = read_profile_file(file)
    assert called(read) == called(call_profile())
    assert edges(read) == edges(call_profile())
    assert read.run.limits[0].text.startswith("This file does not say which text was measured")
    assert called(from_json(to_json(read))) == called(read)


def test_what_snakeviz_loads_is_what_was_measured(tmp_path: Path) -> None:
    file = tmp_path / "calls.prof"
    file.write_bytes(pstats_bytes(call_profile()))
    stats = pstats.Stats(str(file))
    rows = {row[-2].rpartition("(")[2].rstrip(")"): row for row in snakeviz.table_rows(stats)}

    assert rows["work"][0][1] == 30
    loaded = snakeviz.json_stats(stats)
    work = next(value for key, value in loaded.items() if "work" in key)
    assert work["stats"][:2] == [10, 30]
    assert len(work["callers"]) == 3


def test_what_cprofile_writes_is_read(tmp_path: Path) -> None:
    def inner(n: int) -> int:
        return inner(n - 1) + 1 if n else len("")

    measured = cProfile.Profile()
    measured.runcall(inner, 5)
    measured.dump_stats(tmp_path / "own.prof")
    read = read_profile_file(tmp_path / "own.prof")

    assert called(read)["inner"][:2] == (6, 1)
    assert edges(read)["inner", "inner"][0] == 5
    row = next(row for row in read.functions if row.name.endswith("inner"))
    assert row.path == __file__


def hostile(value: object) -> bytes:
    return marshal.dumps(value)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is cut short, or no file of cProfile's"),
        (b"hello, this is text", "it is cut short, or no file of cProfile's"),
        (pstats_bytes(call_profile())[:200], "it is cut short, or no file of cProfile's"),
        (hostile({}), "it has no calls in it"),
        (hostile([1, 2]), "it is no file of cProfile's"),
        (hostile({("a", 1, "f"): (1, 1, 0.5)}), "it is no file of cProfile's"),
        (hostile({("a", -1, "f"): (1, 1, 0.5, 0.5, {})}), "it is no file of cProfile's"),
        (hostile({("a", 1, "f"): (1, 1, float("nan"), 0.5, {})}), "it is no file of cProfile's"),
        (hostile({(b"a", 1, b"f"): (1, 1, 0.5, 0.5, {})}), "it was made by Python 2"),
        (hostile(compile("import os", "x", "exec")), "it is no file of cProfile's"),
        (b"(" + b"\xff\xff\xff\x7f", "it is cut short, or no file of cProfile's"),
        (b"\xdb" + b"r\x00\x00\x00\x00" * 3, "it is cut short, or no file of cProfile's"),
    ],
    ids=range(12),  # what marshal writes of one value is not the same in every process
)
def test_a_made_up_or_torn_prof_is_refused_in_a_sentence(tmp_path: Path, data: bytes, why: str) -> None:
    file = tmp_path / "bad.prof"
    file.write_bytes(data)
    with pytest.raises(NotAProfile, match=why):
        read_profile_file(file)


def timings(of: Profile) -> dict[tuple[str, int], tuple[float | None, float | None]]:
    return {
        (of.functions[function].name, line): (hits, time_ns)
        for table in of.lines
        for line, function, hits, time_ns in zip(
            table.line, table.function, table.values["hits"], table.values["time_ns"], strict=True
        )
        if hits
    }


def test_line_profiler_opens_what_we_write_and_we_open_what_it_writes(tmp_path: Path) -> None:
    file = tmp_path / "lines.lprof"
    file.write_bytes(lprof_bytes(profile()))
    theirs = line_profiler.load_stats(str(file))
    assert theirs.timings[PATH, 1, "sos"][2] == (4, 1000, 60_000_000)

    assert timings(read_profile_file(file)) == timings(profile())

    measured = line_profiler.LineProfiler()

    def work() -> int:
        total = 0
        for n in range(10):
            total += n
        return total

    measured(work)()
    measured.dump_stats(str(tmp_path / "own.lprof"))
    read = read_profile_file(tmp_path / "own.lprof")
    assert sorted(hits for hits, _ in timings(read).values() if hits) == [1, 1, 10, 11]


class Runs:
    """Pickled, it asks for a function of Python's to be called."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.path,)


def test_a_pickle_that_would_run_code_is_refused_and_runs_nothing(tmp_path: Path) -> None:
    made = tmp_path / "made"
    for name, data in (
        ("reduce.lprof", pickle.dumps(Runs(made))),
        ("eval.lprof", b'cbuiltins\neval\n(S\'open("made", "w")\'\ntR.'),
        ("inst.lprof", b"(S'echo'\nios\nsystem\n."),
        ("nested.lprof", lprof_bytes(profile())[:-2] + b"\x8c\x05posix\x8c\x06system\x93b."),
    ):
        file = tmp_path / name
        file.write_bytes(data)
        with pytest.raises(NotAProfile, match="nothing of it was run"):
            read_profile_file(file)
    assert not made.exists()


@pytest.mark.parametrize(
    "data", [b"", b"\x80", b"text", pickle.dumps({"timings": {}}), pickle.dumps([1]), b"r\xff\xff\xff\xffN."]
)
def test_what_is_no_lprof_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "bad.lprof"
    file.write_bytes(data)
    with pytest.raises(NotAProfile, match="it is cut short, or no file of line_profiler's"):
        read_profile_file(file)


def test_speedscope_has_the_stacks_by_its_own_schema() -> None:
    written = json.loads(speedscope_text(call_profile()))
    validate(written, json.loads((SCHEMA / "file-format-schema.json").read_text("utf-8")))

    (drawn,) = written["profiles"]
    names = [frame["name"] for frame in written["shared"]["frames"]]
    stacks = {
        tuple(names[at] for at in stack): weight
        for stack, weight in zip(drawn["samples"], drawn["weights"], strict=True)
    }
    assert stacks["sos.py", "left", "Shared.work"] == 52_500_000
    assert sum(stacks.values()) == drawn["endValue"] == 100_000_000


def test_collapsed_stacks_are_a_line_each() -> None:
    lines = collapsed_text(call_profile()).splitlines()
    assert "sos.py (sos.py:1);left (sos.py:3);Shared.work (sos.py:9);len 7500" in lines


def foreign(
    folder: Path, text: str = "def left():\n    pass\n\n\nclass Shared:\n    def work(self):\n        pass\n"
) -> Path:
    """A ``.prof`` of a source in ``folder``, newer than that."""
    source = folder / "own.py"
    source.write_text(text, "utf-8")
    os.utime(source, (1_000_000, 1_000_000))
    key = (str(source), 6, "work")
    stats = {
        key: (1, 1, 0.5, 0.5, {}),
        (str(source), 1, "<module>"): (1, 1, 0.1, 0.6, {}),
        ("~", 0, "<built-in method builtins.len>"): (9, 9, 0.1, 0.1, {key: (9, 9, 0.1, 0.1)}),
    }
    file = folder / "own.prof"
    file.write_bytes(marshal.dumps(stats))
    return file


def test_a_source_that_fits_is_taken_for_what_was_measured_unverified(tmp_path: Path) -> None:
    read = read_profile_file(foreign(tmp_path))

    assert list(read.sources) == [str(tmp_path / "own.py")]
    assert [(row.name, row.line, row.end_line) for row in read.functions if row.path] == [
        ("Shared.work", 6, 7),
        ("<module>", 1, 8),
    ]
    assert "unverified" in [note.kind for note in read.run.limits]
    assert "Unverified: it comes from a file" in provenance_text(read, datetime.now(timezone.utc))


def test_a_source_that_is_newer_or_has_other_functions_or_is_not_allowed_is_not(tmp_path: Path) -> None:
    file = foreign(tmp_path, "def other():\n    pass\n")
    assert not read_profile_file(file).sources

    file = foreign(tmp_path)
    os.utime(tmp_path / "own.py")
    os.utime(file, (2_000_000, 2_000_000))
    assert not read_profile_file(file).sources

    file = foreign(tmp_path)
    assert read_profile_file(file).sources
    assert not read_profile_file(file, {}.__contains__).sources
    (tmp_path / "own.py").unlink()
    assert not read_profile_file(file).sources


def stacked(of: Profile) -> dict[tuple[str, ...], float]:
    metric = of.metrics[0].id
    return {
        tuple(of.functions[index].name for index, _ in stack.frames): stack.values[metric] or 0 for stack in of.stacks
    }


def test_stacks_that_we_write_are_read_again(tmp_path: Path) -> None:
    for name, text in (
        ("a.speedscope.json", speedscope_text(call_profile())),
        ("a.collapsed.txt", collapsed_text(call_profile())),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    timed = read_profile_file(tmp_path / "a.speedscope.json")
    assert stacked(timed)["sos.py", "left", "Shared.work"] == 52_500_000
    assert next(row for row in timed.functions if row.name == "Shared.work").values["total_ns"] == 80_000_000
    assert timed.run.body_ns == 100_000_000
    counted = read_profile_file(tmp_path / "a.collapsed.txt")
    assert stacked(counted)["sos.py", "left", "Shared.work"] == 52_500
    assert next(row for row in counted.functions if row.name == "left").path == "sos.py"


def test_events_of_speedscope_are_stacks_too(tmp_path: Path) -> None:
    events = [("O", 0, 0), ("O", 1, 2), ("C", 1, 5), ("C", 0, 6)]
    read = {
        "shared": {"frames": [{"name": "a", "file": "a.py", "line": 3}, {"name": "b"}]},
        "profiles": [
            {
                "type": "evented",
                "unit": "milliseconds",
                "startValue": 0,
                "endValue": 6,
                "events": [{"type": kind, "frame": frame, "at": at} for kind, frame, at in events],
            }
        ],
    }
    (tmp_path / "e.speedscope.json").write_text(json.dumps(read), "utf-8")
    assert stacked(read_profile_file(tmp_path / "e.speedscope.json")) == {("a",): 3e6, ("a", "b"): 3e6}


OF_SAMPLES = """\
{"shared": {"frames": []},
 "profiles": [{"type": "sampled", "unit": "none", "samples": [SAMPLES], "weights": [WEIGHTS]}]}
"""


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("a.speedscope.json", "{", "no file of speedscope's"),
        ("a.speedscope.json", '{"shared": {"frames": []}, "profiles": []}', "no file of speedscope's"),
        (
            "a.speedscope.json",
            OF_SAMPLES.replace("SAMPLES", "[7]").replace("WEIGHTS", "1"),
            "no file of speedscope's",
        ),
        (
            "a.speedscope.json",
            OF_SAMPLES.replace("SAMPLES", "").replace("WEIGHTS", ""),
            "it has no stacks in it",
        ),
        ("a.collapsed", "a;b\n", "each line ends with a number"),
        ("a.folded", "\n", "it has no stacks in it"),
    ],
)
def test_what_are_no_stacks_is_refused_in_a_sentence(tmp_path: Path, name: str, text: str, why: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(NotAProfile, match=why):
        read_profile_file(tmp_path / name)
