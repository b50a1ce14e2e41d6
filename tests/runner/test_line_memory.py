"""Resident size line by line, of real programs: every kind of code, what is freed, and memory_profiler's own way."""

from __future__ import annotations

import pytest
from place import Measured, Place

MIB = 1 << 20
OWN = ("--arithmetic", "memory_profiler")


def measured(place: Place, text: str, *options: str) -> Measured:
    place.write("main.py", text)
    run = place.run(options=("--engine", "line_memory", *options))
    assert run.done.returncode == 0, run.done.stderr
    return run


def mib(run: Measured, metric: str = "increment_bytes") -> dict[int, float | None]:
    """Line to MiB, to the nearest half."""
    table = run.table("main.py")
    values = zip(table.line, table.values[metric], strict=True)
    return {line: None if value is None else round(value / MIB * 2) / 2 for line, value in values}


def test_what_a_line_frees_is_taken_off_and_the_first_line_has_only_its_own(every_place: Place) -> None:
    text = """\
        def work():
            kept = b"x" * (20 << 20)
            gone = b"y" * (20 << 20)
            del gone
            return len(kept)
        work()
        """
    run = measured(every_place, text)

    assert {line: value for line, value in mib(run).items() if line in (2, 3, 4, 5)} == {2: 20, 3: 20, 4: -20, 5: 0}
    assert mib(run)[6] == 0  # what it kept went with the call
    after, peak = mib(run, "memory_bytes"), mib(run, "peak_bytes")
    assert after[3] == peak[3]
    for line in (2, 4):  # the resident size is of the whole process, which may take a page more of its own
        assert after[3] == pytest.approx((after[line] or 0) + 20, abs=1)


def test_every_kind_of_code_is_measured(every_place: Place) -> None:
    text = """\
        import asyncio, threading
        kept = []
        SIZE = 8 << 20
        at_module_level = b"m" * SIZE
        class InABody:
            kept = b"c" * SIZE
        def generator():
            kept = b"g" * SIZE
            yield
            more = b"h" * SIZE
            yield kept, more
        suspended = generator()
        next(suspended), next(suspended)
        async def coroutine():
            kept.append(b"a" * SIZE)
            await asyncio.sleep(0)
        asyncio.run(coroutine())
        in_a_comprehension = [
            b"%d" % number * SIZE for number in range(2)
        ]
        def in_a_thread():
            kept.append(b"t" * SIZE)
        thread = threading.Thread(target=in_a_thread)
        thread.start()
        thread.join()
        """
    run = measured(every_place, text)

    found = mib(run)
    assert {line: found[line] for line in (4, 6, 8, 10, 15, 22)} == dict.fromkeys((4, 6, 8, 10, 15, 22), 8)
    assert found[13] == 16
    assert max(found[18] or 0, found[19] or 0) == 16
    assert [hits for line, _, hits in run.rows() if line == 22] == [1]


def test_memory_profilers_arithmetic_charges_the_first_line_with_the_whole_process(place: Place) -> None:
    text = "def work():\n    kept = b'x' * (20 << 20)\n    return kept\nkept = work()\n"
    exact, own = measured(place, text), measured(place, text, *OWN)

    assert (mib(exact)[2], mib(own)[2]) == (20, 20)
    assert (mib(own)[1] or 0) > 5
    assert 4 not in mib(own)  # the module level, which it never measures
    said = [text for text, _ in own.notes("distorts")]
    assert any(text.startswith("By memory_profiler's own arithmetic") for text in said)


def test_memory_that_only_falls_is_below_zero_and_the_peak_is_at_the_start(place: Place) -> None:
    text = """\
        from ballast import blocks
        while blocks:
            blocks.pop()
        """
    place.write("ballast.py", "blocks = [b'x' * (16 << 20) for _ in range(4)]\n")
    run = measured(place, text, "--only", "main.py:2-3")

    assert mib(run)[3] == -64
    process = run.profile.run.memory
    assert process is not None
    assert process.peak_bytes is not None
    assert process.end_bytes is not None
    assert process.peak_bytes - process.end_bytes > 60 * MIB


def test_a_program_that_ends_in_its_first_moment_has_its_lines(every_place: Place) -> None:
    run = measured(every_place, "x = 1\n")
    assert run.rows() == [(1, "<module>", 1)]
    assert mib(run) == {1: 0}


def test_calls_too_short_to_be_seen_are_not_all_in_the_picture_and_that_is_said(place: Place) -> None:
    text = "def short(n):\n    return n\ndef once():\n    return short(1)\nonce()\nfor n in range(50):\n    short(n)\n"
    for options in ((), OWN):
        run = measured(place, text, *options)
        called = [run.profile.functions[span.function].name for span in run.profile.spans]
        assert (called.count("short"), called.count("once")) == (10, 1)
        assert [said[:47] for said, _ in run.notes("over_time")] == ["Of each function the first 10 calls are in the "]


@pytest.mark.parametrize("engine", ["line_memory", "allocations"])
def test_ten_million_lines_have_their_hits(new_place: Place, engine: str) -> None:
    new_place.write("main.py", "n = 0\nwhile n < 5_000_000:\n    n += 1\n")
    run = new_place.run(options=("--engine", engine))
    assert run.done.returncode == 0
    if engine == "line_memory":
        assert run.hits() == {1: 1, 2: 5_000_001, 3: 5_000_000}
