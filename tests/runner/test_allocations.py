"""What is allocated and alive by line, of real programs: whose it is, and what grew."""

from __future__ import annotations

import subprocess
import sys

from place import LAUNCH, Measured, Place

KIB, MIB = 1 << 10, 1 << 20


def followed(place: Place, text: str, *options: str) -> Measured:
    place.write("main.py", text)
    return place.run(options=("--engine", "allocations", *options))


def column(run: Measured, metric: str) -> dict[int, float | None]:
    table = run.table("main.py")
    return dict(zip(table.line, table.values[metric], strict=True))


def test_bytes_and_blocks_alive_are_those_of_the_line_that_made_them(every_place: Place) -> None:
    text = """\
        def make(number):
            return bytearray(10_000)
        kept = [make(number) for number in range(100)]
        dropped = bytearray(1 << 20)
        del dropped
        """
    run = followed(every_place, text)

    alive, blocks = column(run, "allocated_bytes"), column(run, "blocks")
    assert 100 * 10_000 <= (alive[2] or 0) <= 100 * 10_200
    assert blocks[2] == 200  # of each the object and its bytes
    assert (alive.get(4) or 0) < KIB


def test_what_a_library_allocates_is_the_line_that_called_it(every_place: Place) -> None:
    text = """\
        import json
        def load():
            return json.loads('[' + ','.join('"%d"' % n * 30 for n in range(20_000)) + ']')
        rows = load()
        """
    run = followed(every_place, text)

    alive = column(run, "allocated_bytes")
    assert (alive[3] or 0) > MIB
    assert run.files() == ["main.py"]


def test_limited_to_a_function_it_is_what_grew_from_its_entry_to_its_exit(every_place: Place) -> None:
    text = """\
        before = bytearray(1 << 20)
        cache = []
        def leaks():
            cache.append(bytearray(1 << 20))
            passing = bytearray(4 << 20)
            return len(passing)
        leaks()
        leaks()
        after = bytearray(1 << 20)
        """
    run = followed(every_place, text, "--only", "leaks")

    assert [metric.id for metric in run.profile.metrics] == ["growth_bytes", "growth_blocks"]
    growth = column(run, "growth_bytes")
    assert 2 * MIB <= (growth.pop(4) or 0) < 2 * MIB + 2 * KIB
    assert sum(value or 0 for value in growth.values()) < KIB


def test_what_a_function_returns_has_grown_and_what_it_let_go_has_not(every_place: Place) -> None:
    text = """\
        def work(size):
            passing = [bytearray(size) for _ in range(4)]
            try:
                return bytearray(size)
            finally:
                assert passing
        list(map(work, [1 << 20]))
        """
    run = followed(every_place, text, "--only", "work")

    growth = column(run, "growth_bytes")
    assert MIB <= (growth[4] or 0) < MIB + KIB
    assert (growth.get(2) or 0) < KIB


def test_a_program_that_uses_tracemalloc_itself_finds_it_as_ever(every_place: Place) -> None:
    text = """\
        early = bytearray(1 << 20)
        import tracemalloc
        print(tracemalloc.is_tracing())
        tracemalloc.start()
        late = bytearray(2 << 20)
        print(tracemalloc.get_traced_memory()[0] >= 2 << 20)
        """
    run = followed(every_place, text)

    assert run.done.stdout == "False\nTrue\n"
    assert (column(run, "allocated_bytes")[1] or 0) >= MIB
    assert any("loaded tracemalloc" in said for said, _ in run.notes("not_measured"))


def test_the_ten_lines_that_hold_most_come_first(new_place: Place) -> None:
    lines = [f"kept{n} = bytearray({n} << 16)" for n in range(1, 16)]
    new_place.write("main.py", "\n".join(lines) + "\n")
    report = new_place.run(options=("--engine", "allocations")).profile
    assert len(report.lines[0].line) == 15

    shown = subprocess.run(
        [sys.executable, str(LAUNCH), "show", str(new_place.scratch / "report.json")], capture_output=True, text=True
    ).stderr
    top = shown.partition("Source\n")[2].splitlines()[:10]
    assert [row.split()[1] for row in top] == [f"main.py:{line}" for line in range(15, 5, -1)]
    assert "Top 10 lines" in shown
