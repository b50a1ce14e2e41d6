"""Which answers there are of a file: of each function and selection the newest, and earlier ones."""

from __future__ import annotations

from dataclasses import replace

from written_profiles import PATH
from written_trials import GRADE2, GRADES, TIMED_RUN, readings, timing, trial

from heatline.analysis.drift import line_drift, source_lines
from heatline.analysis.outline import text_outline
from heatline.analysis.timing_drift import Now
from heatline.timings import MOST_EARLIER, MOST_SELECTIONS, Timings
from heatline_runner.model import Profile, Source, Trial


def begun(minute: int, *trials: Trial, text: str = GRADES) -> Profile:
    """A run that began in a minute of its hour."""
    run = replace(TIMED_RUN, started=f"2026-11-23T05:{minute:02}:00Z")
    return timing(*trials, text=text, run=run)


def grade(minute: int, median_ns: float = 214, text: str = GRADES) -> Profile:
    return begun(minute, trial("grade(74)", readings(median_ns)), text=text)


def kept(*profiles: Profile) -> Timings:
    timings = Timings()
    for each in profiles:
        timings.put(each)
    return timings


def drawn(timings: Timings) -> list[list[float]]:
    """The medians of each group, the newest first."""
    return [
        [each.answer.rows[0].summary.median_ns for each in group if each.answer.rows[0].summary]
        for group in timings.get(PATH)
    ]


def test_of_each_function_the_newest_stands_first_and_what_was_timed_last_before_the_others() -> None:
    other = begun(3, trial("grade2(74)", readings(136), function=GRADE2))

    assert drawn(kept(grade(1, 1), other, grade(2, 2))) == [[136], [2, 1]]


def test_a_run_that_goes_on_takes_its_own_place() -> None:
    assert drawn(kept(grade(1, 1), grade(2, 2), grade(2, 3))) == [[3, 1]]


def test_one_that_was_stopped_for_another_and_ends_late_is_the_earlier_one() -> None:
    assert drawn(kept(grade(2, 2), grade(1, 1))) == [[2, 1]]


def test_at_most_ten_earlier_ones_are_kept() -> None:
    assert len(kept(*(grade(minute) for minute in range(20))).get(PATH)[0]) == 1 + MOST_EARLIER


def test_a_run_that_has_nothing_yet_hides_nothing() -> None:
    timings = kept(grade(1, 1))

    assert timings.put(begun(2, trial("grade(74)"))) == frozenset()
    assert drawn(timings) == [[1]]


def test_of_many_selections_the_newest_are_kept() -> None:
    selections = (begun(at, trial(f"len({at})", readings(at), function=None, line=at + 1)) for at in range(30))

    assert len(kept(*selections).get(PATH)) == MOST_SELECTIONS


def test_they_can_be_forgotten() -> None:
    timings = kept(grade(1))
    timings.clear("/p/other.py")
    assert timings.get(PATH)

    timings.clear(PATH)
    assert timings.get(PATH) == []
    assert timings.get(None) == []


def standing(timings: Timings, text: str = GRADES) -> list[tuple[int, float | None, bool]]:
    """Line, median of the earlier answer, whether stale."""
    outline = text_outline(text)
    assert outline is not None

    def texts(path: str, source: Source) -> Now:
        return Now(source_lines(text), line_drift(source, text))

    found = timings.standing(PATH, outline, texts)
    before = [each.earlier.rows[0].summary if each.earlier else None for each in found]
    return [(each.line, was and was.median_ns, each.stale) for each, was in zip(found, before, strict=True)]


def test_beside_the_newest_stands_the_one_before_the_last_edit() -> None:
    edited = GRADES.replace("score // 10", "score // 11")
    timings = kept(grade(1, 1), grade(2, 2), grade(3, 3, edited), grade(4, 4, edited))

    assert standing(timings, edited) == [(2, 2, False)]
    assert standing(timings) == [(2, 2, True)]
    assert standing(kept(grade(1), grade(2))) == [(2, None, False)]


def test_of_the_selections_on_one_line_the_last_stands_there() -> None:
    runs = (begun(at, trial(f"len({at})", readings(at), function=None, line=3)) for at in (1, 2))

    assert standing(kept(*runs)) == [(3, None, False)]
