"""Timings as pyperf keeps them, read back by pyperf."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from pyperf import BenchmarkSuite
from written_profiles import RUN

from heatline.formats.pyperf_writer import pyperf_text
from heatline_runner.model import Failure, Metric, Profile, Trial

GRADE = Trial("grade(74)", "grade(74)", "x = 1\ny = 2", 1_000, (250.0, 260.0, 240.0), "cpu", first_ns=9_000.0)


def timings(*trials: Trial) -> Profile:
    metrics = (Metric("time_ns", "Time", "ns"),)
    return Profile(1, "snippet_time", RUN, metrics, (), (), (), (), (), (), trials, {})


def read(*profiles: Profile) -> BenchmarkSuite:
    return BenchmarkSuite.loads(pyperf_text(*profiles))


def test_pyperf_reads_seconds_per_loop_and_how_they_were_measured() -> None:
    (benchmark,) = read(timings(GRADE)).get_benchmarks()

    assert (benchmark.get_name(), benchmark.get_unit()) == ("grade(74)", "second")
    assert benchmark.get_values() == pytest.approx((250e-9, 260e-9, 240e-9))
    assert benchmark.median() == pytest.approx(250e-9)
    assert benchmark.get_total_loops() == 1_000
    assert benchmark.get_total_duration() == pytest.approx(750e-6)
    (run,) = benchmark.get_runs()
    assert run.warmups == ((1, 9e-6),)
    known = benchmark.get_metadata()
    assert known["python_version"] == "3.12.1"
    assert known["timer"] == "time.thread_time"
    assert known["setup"] == "x = 1; y = 2"
    assert known["date"] == "2026-11-23 05:00:00.000000"


def test_names_are_those_of_the_calls_and_no_two_are_alike() -> None:
    sized = [replace(GRADE, call="fill(\n  n)", size=size) for size in (10, 1_000)]
    failed = replace(GRADE, samples_ns=(), error=Failure("TypeError", "no"))
    suite = read(timings(GRADE, failed, replace(GRADE, setup="x = 2"), *sized))

    assert suite.get_benchmark_names() == ["grade(74)", "grade(74) #2", "fill( n) (n = 10)", "fill( n) (n = 1000)"]


def test_of_several_files_names_begin_with_the_file() -> None:
    other = replace(timings(GRADE), run=replace(RUN, target="lib/grades.py"))
    suite = read(timings(GRADE), other)

    assert suite.get_benchmark_names() == ["sos.py: grade(74)", "grades.py: grade(74)"]


def test_nothing_at_all_still_takes_a_time_that_pyperf_accepts() -> None:
    nothing = replace(GRADE, call="pass", samples_ns=(0.0, -0.2, 0.1), first_ns=None, setup="")
    (benchmark,) = read(timings(nothing)).get_benchmarks()

    assert min(benchmark.get_values()) == 1e-12
    assert benchmark.get_runs()[0].warmups == ()


def test_two_suites_of_one_file_can_be_compared() -> None:
    before, after = (read(timings(replace(GRADE, samples_ns=samples))) for samples in ((1.0, 2.0), (3.0, 4.0)))
    assert before.get_benchmark_names() == after.get_benchmark_names()


def test_a_start_that_is_no_date_is_left_out() -> None:
    undated = replace(timings(GRADE), run=replace(RUN, started="yesterday"))
    assert "date" not in json.loads(pyperf_text(undated))["benchmarks"][0]["runs"][0]["metadata"]
