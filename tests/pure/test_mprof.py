"""mprof's ``.dat``: what we write its own reader reads, what it writes we read, and what is none is said to be none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import mprof
import pytest
from written_profiles import MIB, MS, memory_profile, run_info, series

from heatline.formats import mprof_lines
from heatline.formats.mprof_reader import mprof_profile
from heatline.formats.mprof_writer import mprof_text
from heatline_runner.model import Profile, Span
from heatline_runner.profile_json import NotAProfile, from_json, to_json

# What mprof 0.61 wrote of a program with decorated functions; a few readings are left out.
FUNCTIONS = """\
CMDLINE /venv/bin/python prog.py 20
MEM 7.500000 1795538035.6900
FUNC __main__.build 22.8438 1795538035.8862 32.8867 1795538036.0947 1
FUNC __main__.build 32.8867 1795538036.0947 52.9648 1795538036.5180 1
FUNC __main__.twice 22.8438 1795538035.8862 52.9648 1795538036.5180 0
MEM 22.843750 1795538035.7900
MEM 41.500000 1795538036.2900
MEM 52.964844 1795538036.5900
"""
# The same of one with two child processes, by ``mprof run -M``; the last reading of the second failed.
CHILDREN = """\
CMDLINE /venv/bin/python kids.py
MEM 10.000000 1795538038.0000
CHLD 4242 12.500000 1795538038.0010
MEM 11.000000 1795538038.1000
CHLD 4242 28.900000 1795538038.1010
CHLD 4243 48.900000 1795538038.1020
MEM 11.000000 1795538038.2000
CHLD 0 0.000000 1795538038.2020
MEM 0.000000 1795538038.3000
"""
BEGAN_S = 1795410060.0  # 2026-11-23T05:01:00Z, as the profile has it
NESTED = (Span(0, 0, 100 * MS), Span(1, 10 * MS, 50 * MS), Span(2, 20 * MS, 30 * MS), Span(1, 60 * MS, 61 * MS))


def over_time(**changes: Any) -> Profile:
    readings = series((0, 20.0, None), (10, 30.0, 4), (20, None, 4), (30, 50.25, 4), (100, 40.0, 5))
    run = run_info(argv=("sos.py", "a b", "it's"), started="2026-11-23T05:01:00Z")
    return replace(memory_profile(timeline=(readings,), run=run), **changes)


def by_mprof(text: str, folder: Path) -> dict[str, Any]:
    """What mprof's own reader makes of ``text``."""
    path = folder / "mprofile.dat"
    path.write_text(text)
    content: dict[str, Any] = mprof.read_mprofile_file(str(path))
    return content


def drawn(profile: Profile) -> str:
    """Each series as ``title: seconds MiB, …``."""
    return "\n".join(
        f"{of.title}: "
        + ", ".join(
            f"{at / 1e9:g} {value / MIB:g}" for at, value in zip(of.at_ns, of.values["memory_bytes"], strict=True)
        )
        for of in profile.timeline
    )


def notes(profile: Profile) -> list[str]:
    return [note.text for note in profile.run.limits]


def test_mprof_reads_the_readings_in_mib_and_unix_times(tmp_path: Path) -> None:
    content = by_mprof(mprof_text(over_time()), tmp_path)

    assert content["mem_usage"] == [20.0, 30.0, 50.25, 40.0]
    assert content["timestamp"] == [BEGAN_S, BEGAN_S + 0.01, BEGAN_S + 0.03, BEGAN_S + 0.1]
    assert content["cmd_line"] == "/usr/bin/python3 sos.py 'a b' 'it'\"'\"'s'\n"
    assert (content["func_timestamp"], content["children"]) == ({}, {})


def test_mprof_reads_the_calls_with_their_memory_and_depth(tmp_path: Path) -> None:
    calls = by_mprof(mprof_text(over_time(spans=NESTED)), tmp_path)["func_timestamp"]

    assert {name: [call[2:] for call in of] for name, of in calls.items()} == {
        "sos.sos": [[30.0, 47.3214, 0], [45.8571, 45.7107, 0]],
        "sos.unused": [[40.125, 50.25, 1]],
    }
    since = [[round(at - BEGAN_S, 6) for at in call[:2]] for call in calls["sos.sos"]]
    assert since == [[0.01, 0.05], [0.06, 0.061]]


def test_the_longest_calls_are_written_and_no_more_than_a_legend_takes(tmp_path: Path) -> None:
    spans = tuple(Span(1, at * MS // 10, (at + 1) * MS // 10 - at) for at in range(300))

    (calls,) = by_mprof(mprof_text(over_time(spans=spans)), tmp_path)["func_timestamp"].values()
    assert len(calls) == 100
    assert min(call[0] for call in calls) == BEGAN_S


def test_mprof_reads_what_all_children_have_together(tmp_path: Path) -> None:
    own = over_time().timeline[0]
    tree = tuple(value * MIB if value else None for value in (None, 30.0, 60.0, 100.25, 40.0))
    timeline = (replace(own, values={**own.values, "tree_bytes": tree}),)

    text = mprof_text(over_time(timeline=timeline))
    children = by_mprof(text, tmp_path)["children"]
    assert {name: [mib for mib, _ in of] for name, of in children.items()} == {"0": [0.0, 50.0, 0.0]}
    assert [of.title for of in mprof_profile(text, "x.dat").timeline] == ["sos.py", "child processes"]


def test_a_tree_without_children_is_no_child() -> None:
    own = over_time().timeline[0]
    timeline = (replace(own, values={**own.values, "tree_bytes": own.values["memory_bytes"]}),)
    assert "CHLD" not in mprof_text(over_time(timeline=timeline))


def test_names_and_arguments_stay_on_their_line(tmp_path: Path) -> None:
    run = run_info(argv=("sos.py", "first\nMEM 1 2", "tab\t"), started="yesterday")
    functions = tuple(replace(row, name="f g\nMEM") for row in over_time().functions)

    content = by_mprof(mprof_text(over_time(run=run, functions=functions, spans=NESTED)), tmp_path)
    assert content["timestamp"] == [0.0, 0.01, 0.03, 0.1]
    assert content["cmd_line"] == "/usr/bin/python3 sos.py 'first\\x0aMEM 1 2' 'tab\\x09'\n"
    assert list(content["func_timestamp"]) == ["sos.f_g\\x0aMEM"]


def test_what_mprof_wrote_of_a_program_is_a_profile_of_it() -> None:
    profile = mprof_profile(FUNCTIONS, "mprofile_20261123053142.dat")

    assert drawn(profile) == (
        "prog.py: 0 7.5, 0.1 22.8438, 0.1962 22.8438, 0.1962 22.8438, 0.4047 32.8867, 0.4047 32.8867, 0.6 41.5, "
        "0.828 52.9648, 0.828 52.9648, 0.9 52.9648"
    )
    assert [(row.name, row.path, row.line) for row in profile.functions] == [
        ("__main__.build", "", 1),
        ("__main__.twice", "", 1),
    ]
    assert [(span.function, span.start_ns, span.end_ns) for span in profile.spans] == [
        (0, 196_200_000, 404_700_000),
        (1, 196_200_000, 828_000_000),
        (0, 404_700_000, 828_000_000),
    ]
    run = profile.run
    assert (run.target, run.argv, run.interpreter) == ("prog.py", ("prog.py", "20"), "/venv/bin/python")
    assert (run.started, run.duration_ns, run.partial) == ("2026-11-24T16:33:55.690+00:00", 900 * MS, False)
    assert (profile.timeline[0].interval_ns, run.limits) == (300 * MS, ())


def test_child_processes_are_series_of_their_own_and_what_has_ended_is_no_reading() -> None:
    profile = mprof_profile(CHILDREN, "x.dat")

    assert drawn(profile) == (
        "kids.py: 0 10, 0.1 11, 0.2 11\nchild 4242: 0.001 12.5, 0.101 28.9\nchild 4243: 0.102 48.9"
    )
    assert profile.run.processes == 3


@pytest.mark.parametrize("text", [FUNCTIONS, CHILDREN])
def test_what_was_read_is_written_as_mprof_had_it(text: str, tmp_path: Path) -> None:
    once = mprof_profile(text, "x.dat")
    again = mprof_profile(mprof_text(once), "x.dat")

    assert from_json(to_json(once)) == once
    assert drawn(replace(again, timeline=again.timeline[:1])).split()[-1] == drawn(once).splitlines()[0].split()[-1]
    assert {row.name for row in again.functions} == {row.name for row in once.functions}
    assert [of.title for of in again.timeline] == [of.title for of in once.timeline]
    children = by_mprof(text, tmp_path)["children"].keys() - {"0"}  # where mprof could not read one
    assert by_mprof(mprof_text(once), tmp_path)["children"].keys() == children


@pytest.mark.parametrize(
    ("line", "target", "argv"),
    [
        ("python -m pkg.mod --deep", "pkg.mod", ("-m", "pkg.mod", "--deep")),
        ("/usr/bin/python3.13 -u 'my prog.py' 1", "my prog.py", ("-u", "my prog.py", "1")),
        (r"C:\Python\python.exe C:\work\prog.py", r"C:\work\prog.py", (r"C:\work\prog.py",)),
        ("/bin/true", "/bin/true", ("/bin/true",)),
        ("['python', 'prog.py']", "prog.py", ("prog.py",)),
        ("python it's", "it's", ("it's",)),
        ("", "x.dat", ("x.dat",)),
    ],
)
def test_the_target_is_what_python_was_given(line: str, target: str, argv: tuple[str, ...]) -> None:
    run = mprof_profile(f"CMDLINE {line}\nMEM 1.0 10.0\n", "x.dat").run
    assert (run.target, run.argv) == (target, argv)


def test_a_file_cut_short_is_read_up_to_its_last_whole_line() -> None:
    whole = mprof_profile(CHILDREN.rpartition("MEM 11")[0], "x.dat")
    for cut in ("M", "MEM 11.0", "MEM 11.000000 17", "MEM 11.000000 1795538038.20"):
        profile = mprof_profile(CHILDREN.rpartition("MEM 11")[0] + cut, "x.dat")
        assert drawn(profile) == drawn(whole)
        assert profile.run.partial
        assert notes(profile) == ["The file is cut short within its last line: what comes before is shown."]


def test_of_several_runs_in_a_file_the_last_is_read() -> None:
    later = FUNCTIONS.replace("17955380", "17955390").replace("prog.py", "later.py")
    profile = mprof_profile(FUNCTIONS + later, "x.dat")

    assert drawn(profile) == drawn(mprof_profile(later, "x.dat"))
    assert len(profile.spans) == 3
    assert notes(profile) == ["The file has 2 runs, one after the other: the last is shown."]


@pytest.mark.parametrize(
    "line", ["MEM nan 1795538035.7000", "MEM 1.0 inf", "MEM 1e300 1795538035.7", "MEM 1.0", "FUNC f 1 2 1 1 0", "\x01?"]
)
def test_a_line_without_sense_is_left_out_and_said_to_be(line: str) -> None:
    profile = mprof_profile(FUNCTIONS.replace("MEM 22.8", f"{line}\nMEM 22.8"), "x.dat")
    assert drawn(profile) == drawn(mprof_profile(FUNCTIONS, "x.dat"))
    assert notes(profile) == ["1 line of the file makes no sense and is left out."]


def test_a_size_that_mprof_could_not_read_is_no_reading() -> None:
    assert drawn(mprof_profile("MEM 1.0 1.0\nMEM -1.000000 2.0\nMEM 3.0 3.0\n", "x.dat")) == "x.dat: 0 1, 2 3"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        ("\n \n", "it is empty"),
        ("CMDLINE python x.py\n", "it has no reading of memory, as when a program ends before the first"),
        ("CMDLINE python x.py\nMEM 0.000000 12.0\n", "it has no reading of memory, as when"),
        ("MEM 1.0 12.0", "it is no file of mprof's"),
        ('{"format": 1}\n', "it is no file of mprof's"),
        ("time,value\n1,2\n3,4\n", "it is no file of mprof's"),
        ("\x7fELF\x02\x01\n\ufffd\ufffd\n", "it is no file of mprof's"),
        ("MEM 1.0 12.0\nMEM 1.0 11.9\n", "its times go backwards in line 2, so that their order is not known"),
        ("CMDLINE [" + "[" * 100_000 + "\n", "it has no reading of memory"),
    ],
)
def test_what_is_no_file_of_mprofs_is_said_to_be_none(text: str, said: str) -> None:
    with pytest.raises(NotAProfile) as problem:
        mprof_profile(text, "x.dat")
    assert str(problem.value).startswith(said)


def test_a_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mprof_lines, "MOST_CHARACTERS", 1 << 20)
    with pytest.raises(NotAProfile, match="it has more than 1 MiB"):
        mprof_profile("MEM 1.0 1.0\n" * 100_000, "x.dat")
