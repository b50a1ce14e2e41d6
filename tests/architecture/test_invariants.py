"""What must never be, as docs/architecture.md numbers it. Invariant 2 is the runner ring's; 9, 10 the server's too."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from typing import get_args

import pytest
from lsprotocol import types as lsp
from sources import ROOT, SERVER, imports, names_used, parsed, python_files, shown

from heatline import protocol
from heatline_runner.registry import ENGINES, PACKAGES

SHARED = {"model", "request", "registry", "run_dir", "profile_json"}  # the runner's data types and their files


# --- 1: the runner imports the standard library and itself, an engine's package only inside that engine ---


@pytest.mark.parametrize("path", python_files("heatline_runner"), ids=shown)
def test_1_the_runner_imports_only_the_standard_library_and_itself(path) -> None:
    tops = {name.partition(".")[0] for name in imports(path)}
    assert tops <= sys.stdlib_module_names | {"heatline_runner", "_frozen_importlib", "_frozen_importlib_external"}


def test_1_an_engines_package_is_named_only_inside_that_engine_and_the_registry() -> None:
    for path in python_files("heatline_runner"):
        if "engines" in path.parts or path.stem == "registry":
            continue
        assert not set(PACKAGES) & set(names_used(path)), shown(path)


LITTLE = {"__future__", "atexit", "opcode", "_opcode", "_opcode_metadata"}  # ours, and what line_profiler needs
SNIPPETS = {"__future__", "atexit", "gc", "itertools", "timeit", "copy", "copyreg", "types", "weakref", "_weakrefset"}
SNIPPETS |= {"_collections"}  # built into Python, so that nothing of the user's can stand in its place


@pytest.mark.parametrize(
    ("modules", "known"),
    [
        ("heatline_runner.child, heatline_runner.engines.line_time.measure", LITTLE),
        ("heatline_runner.snippet_child, heatline_runner.engines.snippet_time.rows", SNIPPETS),
    ],
)
def test_1_what_the_child_loads_is_little(tmp_path, modules: str, known: set[str]) -> None:
    """What stays when only the child's modules are imported."""
    program = (
        "import sys; before = set(sys.modules); sys.path.insert(0, sys.argv[1])\n"
        f"import {modules}\n"
        "print(sorted(m for m in set(sys.modules) - before if not m.startswith('heatline_runner')))"
    )
    command = [sys.executable, "-I", "-c", program, str(SERVER)]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path).stdout
    assert set(ast.literal_eval(loaded)) <= known


# --- 3: the server takes from the runner only its data types ---


@pytest.mark.parametrize("path", python_files("heatline"), ids=shown)
def test_3_the_server_takes_from_the_runner_only_its_data_types(path) -> None:
    taken = {name.split(".")[1] for name in imports(path) if name.startswith("heatline_runner.")}
    assert taken <= SHARED


# --- 4: analysis and render are pure ---

PURE = python_files("heatline/analysis", "heatline/render")
IMPURE = {"os", "io", "subprocess", "socket", "time", "threading", "asyncio", "random", "logging", "pygls"}
SEEDED = {"random", "random.Random"}  # a generator that is given its seed is a function of it


@pytest.mark.parametrize("path", PURE, ids=shown)
def test_4_analysis_and_render_neither_read_nor_wait_nor_know_the_time(path) -> None:
    names = imports(path) - (SEEDED if is_seeded(path) else set())
    assert not IMPURE & {name.partition(".")[0] for name in names}
    assert not {"open", "print", "input", "now", "utcnow", "today"} & called(path)
    assert not {"pathlib.Path", "heatline.settings", "heatline.session"} & imports(path)


def is_seeded(path) -> bool:
    """Whether all it makes of random is given a seed."""
    calls = (node for node in ast.walk(parsed(path)) if isinstance(node, ast.Call))
    made = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Random"]
    return bool(made) and all(call.args for call in made)


def called(path) -> set[str]:
    functions = [node.func for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]
    return {f.id if isinstance(f, ast.Name) else f.attr for f in functions if isinstance(f, (ast.Name, ast.Attribute))}


# --- 5: outside engines/ nothing asks which engine made a profile ---


SETTINGS = {"annotation_parts": {"allocations"}}  # a choice of the setting heatline.show, which is called so too


@pytest.mark.parametrize("path", PURE, ids=shown)
def test_5_no_view_names_an_engine(path) -> None:
    assert set(ENGINES) & set(names_used(path)) <= SETTINGS.get(path.stem, set())


def test_5_nothing_compares_a_profiles_engine() -> None:
    for path in python_files("heatline", "heatline_runner"):
        if "engines" in path.relative_to(SERVER).parts:
            continue
        for node in ast.walk(parsed(path)):
            if isinstance(node, (ast.Compare, ast.Match)):
                asked = ast.unparse(node.left if isinstance(node, ast.Compare) else node.subject)
                assert not asked.endswith(".engine"), f"{shown(path)}:{node.lineno}"


# --- 6: lines are 1-based, the subtraction for LSP is in the renderers of LSP's objects ---


def test_6_lsp_positions_are_made_only_where_lsp_objects_are() -> None:
    makers = {shown(path) for path in python_files("heatline") if {"Position"} & called(path)}
    places = ("lenses", "inlay_hints", "hover", "timing/problems")
    assert makers <= {f"server/heatline/render/{place}.py" for place in places}


def test_6_the_extension_subtracts_one_in_one_file() -> None:
    found = [
        path.name
        for path in sorted((ROOT / "extension").glob("**/*.ts"))
        if re.search(r"\b(line|first|last)\s*-\s*1\b", path.read_text(encoding="utf-8"))
    ]
    assert len(found) == 1, found


# --- 7: every message is defined once, the TypeScript types are generated ---


def test_7_the_typescript_twin_of_the_protocol_is_generated() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "protocol_ts.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_7_message_names_stand_only_in_the_protocol() -> None:
    names = {value for value in vars(protocol).values() if isinstance(value, str) and value.startswith("heatline")}
    names = {name for name in names if name.startswith(("heatline.server.", "heatline/"))}
    assert len(names) >= 8
    for path in python_files("heatline"):
        if path.stem != "protocol":
            assert not names & set(names_used(path)), shown(path)
    for path in (ROOT / "extension").glob("**/*.ts"):
        if path.stem != "protocol":
            text = path.read_text(encoding="utf-8")
            assert not [name for name in names if f'"{name}"' in text], path.name


# --- 8: one module formats numbers ---

UNITS = re.compile(r"(^|[\s\u00a0}])(ns|μs|ms|KiB|MiB|GiB)\b")


def test_8_units_and_number_formats_stand_in_one_module() -> None:
    for path in python_files("heatline/analysis", "heatline/render"):
        if path.stem == "numbers":
            continue
        assert not [text for text in names_used(path) if UNITS.search(text)], shown(path)
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
                spec = ast.unparse(node.format_spec).strip("f'\"")
                assert not re.search(r"[,.]\d*[fge%]?$|\d+[fge%]$", spec), f"{shown(path)}: {spec}"


def test_8_the_extension_formats_nothing() -> None:
    for path in (ROOT / "extension").glob("**/*.ts"):
        assert not re.search(r"toFixed|toLocaleString|NumberFormat|toPrecision", path.read_text(encoding="utf-8")), (
            path.name
        )


# --- 9: usable by plain LSP ---


def test_9_every_command_of_the_extension_that_needs_no_terminal_is_the_servers_too() -> None:
    commands = {value for value in vars(protocol).values() if isinstance(value, str) and ".server." in value}
    own = {command["command"] for command in package()["contributes"]["commands"]}
    for name in ("profileTime", "stop", "clear"):
        assert f"heatline.{name}" in own
        assert f"heatline.server.{name}" in commands
    assert not own & commands  # a client registers the server's by itself


def test_9_hover_lenses_and_hints_are_served_by_plain_lsp() -> None:
    from heatline.server import make_server

    features = make_server().protocol.fm.features
    assert {lsp.TEXT_DOCUMENT_HOVER, lsp.TEXT_DOCUMENT_CODE_LENS, lsp.TEXT_DOCUMENT_INLAY_HINT} <= set(features)
    assert lsp.TEXT_DOCUMENT_CODE_ACTION in features


def test_9_every_engine_can_be_asked_for_by_name_and_has_its_command() -> None:
    assert set(get_args(protocol.Engine)) == set(ENGINES)
    commands = {value for value in vars(protocol).values() if isinstance(value, str)}
    assert {f"heatline.server.{engine.command}" for engine in ENGINES.values()} <= commands


# --- 10: no code of the user's runs without the user's act ---


def test_10_an_untrusted_workspace_cannot_choose_what_is_executed() -> None:
    manifest = package()
    trust = manifest["capabilities"]["untrustedWorkspaces"]
    settings = set(manifest["contributes"]["configuration"]["properties"])
    assert trust["supported"] == "limited"
    assert {"heatline.interpreter", "heatline.serverInterpreter"} <= set(trust["restrictedConfigurations"])
    assert set(trust["restrictedConfigurations"]) <= settings | {"heatline.tracer"}


def package():
    return json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
