"""A clean clone in which the container's build commands have run, for all that has to be seen in one."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BUILT_BY = ("onCreateCommand", "updateContentCommand", "postCreateCommand")


@dataclass(frozen=True)
class Codespace:
    """``folder`` is the clone, ``config`` its devcontainer.json, ``data`` where user data goes."""

    folder: Path
    config: dict[str, Any]
    data: Path

    def run(self, key: str, first_on_path: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run the container's command of this name, as Codespaces does: by a shell, in the clone."""
        path = os.pathsep.join([*([str(first_on_path)] if first_on_path else []), os.environ["PATH"]])
        env = {**os.environ, "PATH": path, "XDG_DATA_HOME": str(self.data)}
        command = ["/bin/sh", "-c", self.config.get(key, "true")]
        return subprocess.run(command, cwd=self.folder, env=env, text=True, capture_output=True, check=False)


def build_codespace(repository: Path, folder: Path, data: Path) -> Codespace:
    subprocess.run(["git", "clone", "--quiet", "--depth=1", repository.as_uri(), str(folder)], check=True)
    config = json.loads((folder / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    made = Codespace(folder, config, data)
    for key in BUILT_BY:
        result = made.run(key)
        assert result.returncode == 0, f"{key}: {result.stdout}\n{result.stderr}"
    return made
