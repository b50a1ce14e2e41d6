"""The lenses above functions, and where a run begins."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lsprotocol.types import CodeLens, Command
from written_profiles import (
    MS,
    SOS,
    allocations_profile,
    figures,
    memory_profile,
    noted,
    plain,
    profile,
    run_info,
    series,
    side_by_side,
    traced_profile,
)

from heatline.analysis.figures import Figures
from heatline.analysis.outline import text_outline
from heatline.render.lenses import LensCommands, document_lenses

COMMANDS = LensCommands((("Profile time", "run.it"),), "stop.it", None, ({"uri": "file:///p/sos.py"},), None)
Shown = Figures | tuple[Figures, ...] | None


def lenses(text: str, shown: Shown, commands: LensCommands = COMMANDS) -> list[CodeLens]:
    outline = text_outline(text)
    assert outline is not None
    page = (shown,) if isinstance(shown, Figures) else shown
    return document_lenses(outline, page or (), commands)


def drawn(text: str = SOS, shown: Shown = None) -> str:
    """The lenses as ``line title`` rows."""
    rows = [(lens.range.start.line + 1, lens.command.title if lens.command else "") for lens in lenses(text, shown)]
    return "\n".join(plain(f"{line} {title}") for line, title in rows)


def sos(rows: list[tuple[int, int, float, float]]) -> Figures:
    return figures(profile(rows=[*rows]))


def test_before_a_run_there_is_the_lens_that_starts_one() -> None:
    assert drawn() == "1 Profile time"


def test_it_runs_the_command_it_was_given() -> None:
    assert lenses(SOS, None)[0].command == Command("Profile time", "run.it", arguments=[{"uri": "file:///p/sos.py"}])


def test_while_it_runs_the_lens_stops_that_run() -> None:
    lens = lenses(SOS, None, replace(COMMANDS, running="r1"))[0]

    assert lens.command == Command("Stop", "stop.it", arguments=[{"run": "r1"}])


def test_it_stands_on_the_main_guard() -> None:
    assert drawn('import sys\n\nif __name__ == "__main__":\n    pass\n') == "3 Profile time"


def test_an_empty_file_has_no_lens() -> None:
    assert drawn("") == ""


def test_a_measured_function_has_its_share_its_time_and_its_calls() -> None:
    assert drawn(shown=figures()) == "1 Profile time\n1 80 % of the run · 80.0 ms · 1 call"


def test_function_lenses_run_nothing() -> None:
    assert [lens.command.command for lens in lenses(SOS, figures()) if lens.command] == ["run.it", ""]


def test_a_function_that_never_ran_has_no_lens() -> None:
    assert "8 " not in drawn(shown=figures())


def test_calls_are_counted() -> None:
    assert "80 % of the run · 80.0 ms · 3,000 calls" in drawn(shown=sos([(2, 1, 3000, 20.0), (4, 1, 9, 60.0)]))


def test_calls_that_are_not_certain_are_left_out() -> None:
    text = "def f(n):\n    for at in range(n):\n        pass\n"
    of = profile(text, [(2, 0, 11, 20.0), (3, 0, 10, 5.0)], [("f", 1, 3)])

    assert drawn(text, figures(of, text)).endswith("1 25 % of the run · 25.0 ms")


def test_calls_that_were_measured_are_taken_as_they_are() -> None:
    of = profile(rows=[(3, 1, 9, 20.0)])
    of = replace(of, functions=tuple(replace(each, values={"calls": 7.0}) for each in of.functions))

    assert drawn(shown=figures(of)).endswith("20 % of the run · 20.0 ms · 7 calls")


def test_a_lens_follows_its_function() -> None:
    text = "import sys\n\n" + SOS

    assert drawn(text, figures(text=text)) == "1 Profile time\n3 80 % of the run · 80.0 ms · 1 call"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("at * at", "at ** 2"),
        ("    total = 0\n", "    total = 0\n    print()\n"),
        ("    total = 0\n", ""),
    ],
)
def test_a_function_whose_code_changed_is_stale(old: str, new: str) -> None:
    text = SOS.replace(old, new)

    assert drawn(text, figures(text=text)) == "1 Profile time\n1 Stale"


@pytest.mark.parametrize("new", ["    total = 0\n\n", "    # why\n    total = 0\n"])
def test_blank_lines_and_comments_do_not_make_it_stale(new: str) -> None:
    text = SOS.replace("    total = 0\n", new)

    assert drawn(text, figures(text=text)).endswith("80 % of the run · 80.0 ms · 1 call")


def test_a_renamed_function_has_no_lens() -> None:
    text = SOS.replace("def sos", "def squares")

    assert drawn(text, figures(text=text)) == "1 Profile time"


def test_a_copied_function_has_the_lens_once() -> None:
    text = SOS + "\n\n" + SOS[: SOS.index("def unused")]

    assert drawn(text, figures(text=text)) == "1 Profile time\n1 80 % of the run · 80.0 ms · 1 call"


def test_of_two_functions_by_one_name_each_has_its_own() -> None:
    text = "def f():\n    return 1\ndef f():\n    return 2\n"
    of = profile(text, [(2, 0, 5, 10.0), (4, 1, 7, 20.0)], [("f", 1, 2), ("f", 3, 4)])

    assert drawn(text, figures(of, text)).splitlines()[1:] == [
        "1 10 % of the run · 10.0 ms · 5 calls",
        "3 20 % of the run · 20.0 ms · 7 calls",
    ]


@pytest.mark.parametrize("name", ["f.<locals>.g", "f.g"])
def test_an_inner_function_is_found_however_it_is_qualified(name: str) -> None:
    text = "def f():\n    def g():\n        return 1\n    g()\n"
    of = profile(text, [(3, 0, 5, 10.0)], [(name, 2, 3)])

    assert drawn(text, figures(of, text)).splitlines()[1] == "2 10 % of the run · 10.0 ms · 5 calls"


def test_a_decorated_function_has_its_lens_above_the_decorator() -> None:
    text = "x = 1\n@a\ndef f():\n    return 1\n"
    of = profile(text, [(4, 0, 5, 10.0)], [("f", 2, 4)])

    assert drawn(text, figures(of, text)).splitlines()[1].startswith("2 10 %")


def test_classes_have_no_lens() -> None:
    text = "class A:\n    x = 1\n"

    assert drawn(text, figures(profile(text, [(2, 0, 1, 10.0)], [("A", 1, 2)]), text)) == "1 Profile time"


def test_recursion_leaves_time_and_calls() -> None:
    of = profile(run=run_info(limits=(noted("recursive", 1),)))

    assert drawn(shown=figures(of)).endswith("1 80.0 ms · 1 call")


def test_a_running_function_has_no_share() -> None:
    of = profile(run=run_info(outcome="running", limits=(noted("running", 3),)))

    assert drawn(shown=figures(of)).endswith("1 80.0 ms · 1 call")


WAYS = replace(
    COMMANDS,
    profile=(("Profile time", "time.it"), ("Profile memory", "weigh.it")),
    show_memory="show.it",
)
TIMELINE = (series((0, 20.0, 1), (10, 30.0, 4)),)


def commands(shown: Shown, of: LensCommands) -> list[tuple[str, str]]:
    """Title and command of the lenses where a run begins."""
    found = [lens.command for lens in lenses(SOS, shown, of) if lens.command and lens.command.command]
    assert all(each.arguments == [{"uri": "file:///p/sos.py"}] for each in found if each.title != "Stop")
    return [(each.title, each.command) for each in found]


def test_there_is_a_lens_for_each_way_to_profile() -> None:
    assert commands(None, WAYS) == [("Profile time", "time.it"), ("Profile memory", "weigh.it")]


def test_where_memory_over_time_is_known_it_can_be_shown() -> None:
    shown = side_by_side(profile(), memory_profile(timeline=TIMELINE))

    assert commands(shown, WAYS)[2:] == [("Memory over time", "show.it")]
    assert commands(shown, replace(WAYS, running="r1")) == [("Stop", "stop.it"), ("Memory over time", "show.it")]


def test_a_client_that_cannot_draw_it_has_no_lens_for_it() -> None:
    assert len(commands(side_by_side(memory_profile(timeline=TIMELINE)), replace(WAYS, show_memory=None))) == 2


def test_without_memory_over_time_there_is_nothing_to_show() -> None:
    assert len(commands(side_by_side(profile(), memory_profile()), WAYS)) == 2


def test_a_function_has_its_time_its_peak_and_what_is_alive_of_it() -> None:
    shown = side_by_side(profile(), memory_profile(), allocations_profile())

    assert drawn(shown=shown).splitlines()[1:] == [
        "1 80 % of the run · 80.0 ms · 1 call │ peak 76.2 MiB │ 5.00 MiB alive at the end"
    ]


def test_calls_come_from_memory_where_no_time_is_measured() -> None:
    assert drawn(shown=figures(memory_profile())).splitlines()[1:] == ["1 peak 76.2 MiB · 1 call"]


def test_each_instrument_is_stale_by_itself() -> None:
    text = SOS.replace("at * at", "at ** 2")

    assert drawn(text, side_by_side(profile(text=text), memory_profile(), text=text)).splitlines()[1:] == [
        "1 80 % of the run · 80.0 ms · 1 call │ Stale"
    ]
    assert drawn(text, side_by_side(profile(), memory_profile(), text=text)).splitlines()[1:] == ["1 Stale"]


def test_of_two_profiles_of_one_thing_the_first_that_measured_the_function_counts() -> None:
    part = profile(rows=[(2, 1, 1, 1.0), (4, 1, 9, 2.0)])

    assert drawn(shown=side_by_side(part, profile())).splitlines()[1:] == ["1 3 % of the run · 3.00 ms · 1 call"]


FIB = "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n\n\nfib(10)\n"


def test_a_recursive_function_has_its_share_where_outer_calls_are_told_apart() -> None:
    rows = [(2, 1, 177.0, 95.0, 95.0, None, 95.0, 95.0, 150.0), (5, 0, 1.0, 96.0, 1.0, None, 96.0, 96.0, 151.0)]
    functions = [("<module>", 1, 5, 1.0, 98.0, 3.0), ("fib", 1, 2, 177.0, 95.0, 95.0)]
    of = traced_profile(rows, [(1, 1, 2, 2, 94.0), (0, 1, 5, 1, 95.0)], FIB, functions, unmeasured_ns=4.0 * MS)

    assert drawn(FIB, figures(of, FIB)) == "1 Profile time\n1 95 % of the run · 95.0 ms · 177 calls"
