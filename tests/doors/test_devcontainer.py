"""A Codespace on this repository: what is there when it opens, and what attaching to it does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from codespace import Codespace


def test_everything_is_built_when_it_opens(codespace: Codespace) -> None:
    built = ("dist/extension.js", "heatline.vsix", ".venv/bin/heatline", "server/libs/pygls")

    assert [name for name in built if not (codespace.folder / name).exists()] == []


def test_an_example_shows(codespace: Codespace) -> None:
    shown = codespace.config["customizations"]["codespaces"]["openFiles"]

    assert shown
    assert [name for name in shown if not (codespace.folder / name).is_file()] == []


def test_attaching_installs_the_extension_and_opens_the_example(codespace: Codespace, tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    code = tmp_path / "code"
    code.write_text(f'#!/bin/sh\necho "$@" >> "{calls}"\n')
    code.chmod(0o755)

    result = codespace.run("postAttachCommand", first_on_path=tmp_path)

    assert result.returncode == 0, result.stderr
    assert calls.read_text().splitlines() == [
        f"--install-extension {codespace.folder}/heatline.vsix --force",
        f"{codespace.folder}/examples/sum_of_diffs.py",
    ]
    assert list(codespace.data.glob("heatline/engines/cp3*"))


@pytest.mark.skipif(shutil.which("code") is not None, reason="this machine has the code command")
def test_attaching_without_the_code_command_says_so(codespace: Codespace) -> None:
    result = codespace.run("postAttachCommand")

    assert result.returncode == 0, result.stderr
    assert "No `code` command is on PATH" in result.stdout
