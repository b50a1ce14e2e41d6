"""What was called: names, order, who called whom as a tree, and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from written_profiles import MS, PATH, SOS, call_profile, plain

from heatline.analysis.call_tree import Node, at_path, call_tree, stacks_of
from heatline.analysis.called import CallTable, function_names, in_order
from heatline.analysis.figures import document_figures
from heatline.analysis.outline import text_outline
from heatline.analysis.shares import file_shares, run_shares
from heatline.render.lenses import LensCommands, document_lenses
from heatline.render.report import ReportStyle, text_report
from heatline_runner.model import FunctionRow, Metric, Profile, Stack

TWO = "def left():\n    pass\n\n\ndef right():\n    pass\n\n\nleft()\n"


@pytest.mark.parametrize(
    ("path", "line", "name", "is_users", "found"),
    [
        ("", 0, "<built-in method builtins.len>", False, ("len", "built-in", "built-in")),
        ("", 0, "<built-in method time.sleep>", False, ("time.sleep", "built-in", "built-in")),
        ("", 0, "<method 'append' of 'list' objects>", False, ("list.append", "built-in", "built-in")),
        ("", 0, "<weird>", False, ("<weird>", "built-in", "built-in")),
        ("/p/sos.py", 4, "f", True, ("f", "sos.py:4", "user")),
        ("/p/sos.py", 1, "<module>", True, ("sos.py", "sos.py:1", "user")),
        ("/lib/json/__init__.py", 1, "<module>", False, ("module json/__init__.py", "json/__init__.py:1", "library")),
        ("<string>", 1, "<module>", False, ("module <string>", "<string>:1", "library")),
        ("C:\\lib\\re.py", 9, "find", False, ("find", "re.py:9", "library")),
    ],
)
def test_functions_are_called_as_people_call_them(
    path: str, line: int, name: str, is_users: bool, found: tuple[str, str, str]
) -> None:
    assert function_names(FunctionRow(path, line, line, name, {}), is_users) == found


def test_rows_are_in_the_order_of_a_column_and_those_never_called_are_left_out() -> None:
    table = CallTable(run_shares(call_profile()))

    assert [row.name for row in in_order(table.ran, "total")] == ["sos.py", "Shared.work", "left", "right", "len"]
    assert [row.name for row in in_order(table.ran, "own")][:2] == ["Shared.work", "len"]
    assert [row.name for row in in_order(table.ran, "calls", descending=False)][:2] == ["right", "sos.py"]
    assert next(row.name for row in in_order(table.ran, "name", descending=False)) == "left"
    assert [table.rows[edge.caller].name for edge in table.callers(3)] == ["left", "Shared.work", "right"]
    assert [table.rows[edge.callee].name for edge in table.callees(3)] == ["Shared.work", "len"]
    assert table.rows[3].share == pytest.approx(0.8)
    assert table.rows[3].own_share == pytest.approx(0.7)


def lines_of(node: Node, profile: Profile, depth: int = 0) -> list[str]:
    name = "all" if node.function < 0 else profile.functions[node.function].name
    found = [f"{'  ' * depth}{name} {node.value / MS:g}"]
    return found + [line for child in node.children for line in lines_of(child, profile, depth + 1)]


def test_what_a_function_calls_is_divided_among_its_callers() -> None:
    profile = call_profile()

    assert lines_of(call_tree(profile), profile) == [
        "all 100",
        "  <module> 100",
        "    left 65",
        "      Shared.work 60",
        "        <built-in method builtins.len> 7.5",
        "    right 25",
        "      Shared.work 20",
        "        <built-in method builtins.len> 2.5",
    ]
    assert lines_of(call_tree(profile, root=3), profile) == ["Shared.work 80", "  <built-in method builtins.len> 10"]
    found = at_path(call_tree(profile), (0, 2, 3))
    assert found is not None
    assert found.own == pytest.approx(17.5 * MS)
    assert at_path(call_tree(profile), (0, 3)) is None
    assert sum(own for _, own in stacks_of(call_tree(profile))) == pytest.approx(100 * MS)


def test_a_tree_as_deep_as_a_program_can_be_and_one_in_circles_end() -> None:
    profile = call_profile()
    functions = tuple(FunctionRow(PATH, n + 1, n + 1, f"f{n}", {"total_ns": 100.0}) for n in range(5000))
    edge = profile.calls[0]
    chain = [replace(edge, caller=n, callee=n + 1, values={"total_ns": 100.0}) for n in range(4999)]
    circle = replace(edge, caller=4999, callee=0, values={"total_ns": 50.0})
    deep = replace(profile, functions=functions, calls=(*chain, circle))

    node, depth = call_tree(deep), 0
    while node.children:
        node, depth = node.children[0], depth + 1
    assert depth > 100


def test_stacks_are_a_tree_as_they_are() -> None:
    samples = Metric("samples", "Samples", "count")
    stacks = (
        Stack(((0, 12), (1, 4)), {"samples": 3}),
        Stack(((0, 12), (1, 5)), {"samples": 1}),
        Stack(((0, 13), (2, 7)), {"samples": 6}),
    )
    profile = replace(call_profile(), metrics=(samples,), stacks=stacks, calls=())
    top = call_tree(profile)

    assert [(child.function, child.value) for child in top.children] == [(0, 10)]
    assert [(child.function, child.value) for child in top.children[0].children] == [(2, 6), (1, 4)]
    assert call_tree(profile, root=1).value == 4


def test_the_report_is_a_table_of_functions() -> None:
    report = text_report(run_shares(call_profile()), {PATH: SOS}, ReportStyle(width=120))

    assert "Top 5 functions by total time" in report
    row = next(line for line in plain(report).splitlines() if line.startswith("Shared.work"))
    assert row.split() == ["Shared.work", "sos.py:9", "30/10", "70.0", "ms", "80.0", "ms", "8.00", "ms", "80", "%"]
    assert "encode" not in report


def lens_titles(text: str, measured: str) -> list[str]:
    profile = call_profile(measured)
    functions = tuple(
        replace(row, line=line, end_line=line + 1) for row, line in zip(profile.functions[1:3], (1, 5), strict=True)
    )
    run = run_shares(replace(profile, functions=(*functions, *profile.functions[3:]), calls=()))
    shown = document_figures(file_shares(run, PATH), text, text_outline(text))
    outline = text_outline(text)
    assert outline is not None
    commands = LensCommands((), "stop", None, (), None)
    lenses = document_lenses(outline, (shown,), commands)
    return [plain(lens.command.title) for lens in lenses if lens.command]


def test_a_lens_says_how_often_and_how_long_and_goes_stale_with_its_function() -> None:
    found = lens_titles(TWO, TWO)
    assert "2 calls · own 5.00 ms · 65 % of the run" in found
    assert "1 call · own 5.00 ms · 25 % of the run" in found

    changed = lens_titles(TWO.replace("def right():\n    pass", "def right():\n    return 1"), TWO)
    assert "Stale" in changed
    assert "2 calls · own 5.00 ms · 65 % of the run" in changed

    moved = lens_titles("import os\n\n" + TWO, TWO)
    assert "Stale" not in moved


def test_the_block_under_the_guard_can_be_profiled_without_what_comes_before() -> None:
    text = 'def f(): pass\nf()\nif __name__ == "__main__":\n    f()\n    f()\n'
    outline = text_outline(text)
    assert outline is not None
    ways = (("Profile time", "time"), ("Profile calls", "calls"))
    commands = LensCommands(ways, "stop", None, ({"uri": "u"},), None, ("calls",))
    found = [lens.command for lens in document_lenses(outline, (), commands) if lens.command]

    assert [each.title for each in found][:3] == ["Profile time", "Profile calls", "without set-up"]
    assert found[2].arguments == [{"uri": "u", "lines": {"first": 4, "last": 5}}]
