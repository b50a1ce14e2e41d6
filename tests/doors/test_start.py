"""``npm start`` on a desktop: VS Code opens the examples with the extension of this checkout in it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_IN_A_CONTAINER = {"CODESPACES": "", "REMOTE_CONTAINERS": ""}


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for VS Code is a shell script")
def test_the_desktops_code_opens_the_examples(tmp_path: Path) -> None:
    code = tmp_path / "code"
    code.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/arguments"\n')
    code.chmod(0o755)
    env = {**os.environ, **NOT_IN_A_CONTAINER, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}

    result = subprocess.run(
        ["node", ROOT / "scripts" / "start.mjs"], env=env, text=True, capture_output=True, check=False
    )

    assert result.returncode == 0, result.stderr
    assert (tmp_path / "arguments").read_text().splitlines() == [
        f"--extensionDevelopmentPath={ROOT}",
        str(ROOT / "examples"),
        str(ROOT / "examples" / "sum_of_diffs.py"),
    ]


@pytest.mark.parametrize("arguments", [["--port", "many"], ["--port"], ["8123"], ["--port", "0"]])
def test_an_argument_it_does_not_know_is_refused(arguments: list[str]) -> None:
    command = ["node", str(ROOT / "scripts" / "start.mjs"), *arguments]

    result = subprocess.run(command, text=True, capture_output=True, check=False)

    assert result.returncode == 1
    assert result.stderr.strip() == (
        "npm start takes no argument but `-- --port N`, N from 1 to 65535: the workbench in the browser."
    )
