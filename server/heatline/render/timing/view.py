"""An answer as the view of timings has it."""

from __future__ import annotations

from heatline.analysis.answers import Answer, GrowthAnswer, Timed, function_of
from heatline.analysis.trials import Summary
from heatline.protocol import Axis, GrowthChart, GrowthCurve, Lines, Place, TimeitParams, TimingAnswer, TimingRow
from heatline.render.numbers import SPACE, count, loop_time, time_unit
from heatline.render.timing.change import change_text
from heatline.render.timing.growth import growth_sentences, growth_text
from heatline.render.timing.histogram import answer_histograms
from heatline.render.timing.notes import answer_notes, timing_provenance
from heatline.render.timing.table import TimedCells, place_title, table_head, table_rows
from heatline.render.timing.text import taken_text, timeit_text, verdict
from heatline.render.timing.words import call_text, failure_text, line_text, title_text
from heatline_runner.model import Profile, Trial


def timing_answer(answer: Answer, when: str, stale: bool, earlier: Answer | None) -> TimingAnswer:
    """``when`` is its age in words; ``earlier`` the answer before, for what has changed since."""
    place = (answer.path, answer.line)
    return TimingAnswer(
        id=answer_id(answer),
        title=title_text(answer),
        function=answer.function,
        sentence=_sentence(answer, earlier),
        when=when,
        stale=stale,
        head=(*table_head(answer), place_title(answer)),
        rows=tuple(TimingRow(row.cells, _row_place(answer.profile, row)) for row in table_rows(answer)),
        histograms=answer_histograms(answer),
        growth=None if answer.growth is None else _chart(answer, answer.growth),
        notes=answer_notes(answer),
        provenance=timing_provenance(answer),
        copied=timeit_text(answer),
        place=_place(answer.profile, place if answer.line > 0 else None),
        again=_again(answer),
    )


def answer_id(answer: Answer) -> str:
    """What a view calls it by."""
    return f"{answer.key}@{answer.profile.run.started}"


def _sentence(answer: Answer, earlier: Answer | None) -> str:
    changed = None if earlier is None else change_text(earlier, answer)
    return f"{verdict(answer)} Since the answer before: {changed}." if changed else verdict(answer)


def _row_place(profile: Profile, row: TimedCells) -> Place | None:
    """Who made a real call is a file of the user's, though a run that is limited to another keeps no source of it."""
    if row.place is not None and row.place == row.row.base.slowest:
        return Place(*row.place, line_text(*row.place))
    return _place(profile, row.place)


def _place(profile: Profile, place: tuple[str, int] | None) -> Place | None:
    """A line of the user's own; None for any other."""
    if place is None or place[0] not in profile.sources:
        return None
    return Place(*place, line_text(*place))


def _chart(answer: Answer, over: GrowthAnswer) -> GrowthChart:
    base, other = over.rows[0].base, over.rows[0].other
    text = growth_text(call_text(base), over.base_growth)
    curves = [GrowthCurve(call_text(base), over.base_ns, _points(over, 0), text)]
    if other is not None and over.other_ns is not None and over.other_growth is not None:
        text = growth_text(call_text(other), over.other_growth)
        curves.append(GrowthCurve(call_text(other), over.other_ns, _points(over, 1), text))
    longest_ns = max((value for curve in curves for value in curve.values_ns if value is not None), default=0.0)
    divisor, unit = time_unit(longest_ns)
    return GrowthChart(
        title=" and ".join(curve.title for curve in curves) + " over n",
        axis=Axis(unit, divisor),
        sizes=over.sizes,
        curves=tuple(curves),
        crossing=over.crossing,
        text=" ".join(growth_sentences(answer, over)),
    )


def _points(over: GrowthAnswer, side: int) -> tuple[str, ...]:
    return tuple(_point(*_side(row, side)) for row in over.rows)


def _side(row: Timed, side: int) -> tuple[Trial, Summary | None]:
    return (row.base, row.summary) if side == 0 or row.other is None else (row.other, row.other_summary)


def _point(trial: Trial, of: Summary | None) -> str:
    """``n = 1,000: 101 μs at best, 102 μs ± 700 ns``."""
    n = f"n{SPACE}={SPACE}{count(trial.size or 0)}"
    if of is None:
        return f"{n}: {failure_text(trial) or 'not timed'}"
    return f"{n}: {loop_time(of.best_ns)} at best, {taken_text(trial, of)}"


def _again(answer: Answer) -> TimeitParams | None:
    """What asks for it again; the calls only where they were given, since all others are found in the text."""
    trials = [row.base for row in answer.rows]
    if any(trial.asked in ("real_calls", "repeated", "paused") for trial in trials):
        return None
    first, given = trials[0], [trial for trial in trials if trial.asked == "given"]
    calls = tuple(dict.fromkeys(trial.call for trial in given))
    asked = TimeitParams(
        function=answer.function or None,
        calls=calls,
        setup=given[0].setup or None if given else None,
        versus=_versus(answer),
        sizes=_sizes(answer) if given else None,
    )
    if answer.function:
        return asked
    lines = Lines(first.line, first.line + len(first.call.splitlines()) - 1)
    return TimeitParams(lines=lines, code=first.call, setup=first.setup or None, versus=asked.versus)


def _versus(answer: Answer) -> str | None:
    """The one other side, by its function's name or as code; None where a comment has the code, or several."""
    sides = dict.fromkeys(_other(answer, row.other) for row in answer.rows if row.other is not None)
    return next(iter(sides)) if len(sides) == 1 else None


def _other(answer: Answer, other: Trial) -> str | None:
    function = function_of(answer.profile, other)
    if function is not None and function.name != answer.function:
        return function.name
    return None if other.asked == "comment" else other.call


def _sizes(answer: Answer) -> str | None:
    sizes = answer.growth.sizes if answer.growth else ()
    return f"{sizes[0]}..{sizes[-1]}" if sizes else None
