"""A Codespace on this repository: the commands of its container, run in a clean clone, as Codespaces runs them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT_BY = ("onCreateCommand", "updateContentCommand", "postCreateCommand")
POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="the container is Linux")


@dataclass(frozen=True)
class Codespace:
    folder: Path
    config: dict[str, Any]
    data: Path

    def run(self, key: str, path: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "PATH": path, "XDG_DATA_HOME": str(self.data)}
        command = self.config.get(key, "true")
        return subprocess.run(
            ["/bin/sh", "-c", command], cwd=self.folder, env=env, text=True, capture_output=True, check=False
        )


@pytest.fixture(scope="module")
def codespace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Codespace]:
    """A clean clone of the newest commit, in which the container's build commands have run."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, so there is nothing to clone")
    folder = tmp_path_factory.mktemp("codespace") / "heatline"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", ROOT.as_uri(), str(folder)], check=True)
    config = json.loads((folder / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    made = Codespace(folder, config, tmp_path_factory.mktemp("data"))
    for key in BUILT_BY:
        result = made.run(key, path_without_code())
        assert result.returncode == 0, f"{key}: {result.stdout}\n{result.stderr}"
    yield made
    shutil.rmtree(folder)  # a few hundred megabytes


def path_without_code() -> str:
    folders = os.environ["PATH"].split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if shutil.which("code", path=folder) is None)


@POSIX_ONLY
def test_everything_is_built_when_it_opens(codespace: Codespace) -> None:
    built = ("dist/extension.js", "heatline.vsix", ".venv/bin/heatline", "server/libs/pygls")

    assert [name for name in built if not (codespace.folder / name).exists()] == []


@POSIX_ONLY
def test_an_example_shows(codespace: Codespace) -> None:
    shown = codespace.config["customizations"]["codespaces"]["openFiles"]

    assert shown
    assert [name for name in shown if not (codespace.folder / name).is_file()] == []


@POSIX_ONLY
def test_attaching_installs_the_extension_and_opens_the_example(codespace: Codespace, tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    code = tmp_path / "code"
    code.write_text(f'#!/bin/sh\necho "$@" >> "{calls}"\n')
    code.chmod(0o755)

    result = codespace.run("postAttachCommand", f"{tmp_path}{os.pathsep}{path_without_code()}")

    assert result.returncode == 0, result.stderr
    assert calls.read_text().splitlines() == [
        f"--install-extension {codespace.folder}/heatline.vsix --force",
        f"{codespace.folder}/examples/sum_of_diffs.py",
    ]
    assert list(codespace.data.glob("heatline/engines/cp3*"))


@POSIX_ONLY
def test_attaching_without_the_code_command_says_so(codespace: Codespace) -> None:
    result = codespace.run("postAttachCommand", path_without_code())

    assert result.returncode == 0, result.stderr
    assert "No `code` command is on PATH" in result.stdout
