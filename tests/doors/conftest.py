from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from codespace import Codespace, build_codespace

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def codespace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Codespace]:
    """A clean clone of the newest commit, built as Codespaces builds it."""
    if os.name == "nt":
        pytest.skip("the container is Linux")
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout, so there is nothing to clone")
    folder = tmp_path_factory.mktemp("codespace") / "heatline"
    yield build_codespace(ROOT, folder, tmp_path_factory.mktemp("data"))
    shutil.rmtree(folder)  # a few hundred megabytes
