"""The reports of memory on the command line, of real runs."""

from __future__ import annotations

import re
import subprocess
import sys

from place import LAUNCH, LIMIT_S, Place

KEPT = """\
def make(size):
    return b"x" * size


def main():
    kept = [make(1 << 20) for _ in range(24)]
    print(len(kept))
    return kept


kept = main()
"""


def heatline(place: Place, *argv: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(LAUNCH), *argv]
    return subprocess.run(command, **place.settings({}), capture_output=True, timeout=LIMIT_S)


def report(place: Place, *options: str, code: int = 0) -> str:
    """What ``heatline run`` says of main.py, with ordinary spaces; the program prints 24, as ever."""
    done = heatline(place, "run", "--python", place.python, *options, "main.py")
    assert (done.returncode, done.stdout) == (code, "24\n"), done.stderr
    return done.stderr.replace("\u00a0", " ")


def cells(text: str, line: str) -> dict[str, str]:
    """The figures listed before ``line`` in the table of its function, by the head of their column."""
    lines = text.splitlines()
    at = max(at for at, each in enumerate(lines) if re.match(r" +\d+ ", each) and each.endswith(f" {line}"))
    head = next(each for each in reversed(lines[:at]) if each.startswith("Line "))
    ends = [match.end() for match in re.finditer(r"\S+(?=  |$)", head.partition("   Source")[0])]
    starts = [0, *ends[:-1]]
    titles = head.partition("   Source")[0].split()
    return {title: lines[at][start:end].strip() for title, start, end in zip(titles, starts, ends, strict=True)}


def mib(figure: str) -> float:
    number, unit = figure.split()
    assert unit == "MiB", figure
    return float(number)


def test_a_report_of_resident_size_has_each_lines_increment(place: Place) -> None:
    place.write("main.py", KEPT)
    text = report(place, "--engine", "line_memory")

    made, called = cells(text, 'return b"x" * size'), cells(text, "kept = main()")
    assert list(made) == ["Line", "Hits", "Increment", "After", "Peak"]
    assert (made["Line"], made["Hits"], called["Hits"]) == ("2", "24", "1")
    assert 23 <= mib(made["Increment"]) <= 26
    assert 23 <= mib(called["Increment"]) <= 27
    assert mib(called["After"]) <= mib(called["Peak"])
    assert f"memory_profiler 0.61.0 · in {place.folder}" in text
    assert re.search(r"\nTop \d lines: increment\n", text)
    assert "\nResident size is what the system counts" in text


def test_a_report_of_allocations_begins_with_the_lines_that_hold_most(place: Place) -> None:
    place.write("main.py", KEPT)
    text = report(place, "--engine", "allocations")

    made = cells(text, 'return b"x" * size')
    assert {title: made[title] for title in ("Line", "Alive", "Blocks")} == {
        "Line": "2",
        "Alive": "24.0 MiB",
        "Blocks": "24",
    }
    top = text.partition("Source\n")[2].splitlines()[0]
    assert re.match(r" 1  main.py:2 +24.0 MiB +24 .* 100 % █ return b\"x\" \* size$", top)
    assert f" · tracemalloc · in {place.folder}" in text


def test_a_program_that_fails_keeps_its_code_and_its_figures(place: Place) -> None:
    place.write("main.py", f"{KEPT}1 / 0\n")
    for engine in ("line_memory", "allocations"):
        text = report(place, "--engine", engine, code=1)

        assert text.splitlines()[-1] == "Which to believe for what: docs/benchmarks.md."
        assert "main.py failed with ZeroDivisionError at main.py:12" in text
        assert re.search(r"\n +11 .*24.*MiB.* kept = main\(\)\n" if engine == "line_memory" else r"24\.0 MiB", text)


def test_show_prints_what_a_memory_run_printed(new_place: Place) -> None:
    new_place.write("main.py", KEPT)
    new_place.run(options=("--engine", "line_memory"))
    kept = str(new_place.scratch / "report.json")

    shown = heatline(new_place, "show", kept).stderr.replace("\u00a0", " ")
    assert cells(shown, 'return b"x" * size')["Hits"] == "24"
    assert re.search(r"\nTop \d lines: increment\n", shown)


def test_a_program_that_does_nothing_is_said_to_have_done_nothing(new_place: Place) -> None:
    new_place.write("main.py", "print(24)\n")
    for engine in ("line_memory", "allocations"):
        assert "main.py finished" in report(new_place, "--engine", engine)
