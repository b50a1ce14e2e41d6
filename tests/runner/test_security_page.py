"""The security page's claims are those that a test shows: each test it names is there."""

from __future__ import annotations

import re

from at_hand import ROOT

NAMED = re.compile(r"`((?:\w+/)?\w+\.py)?::(\w+)`")


def test_every_test_that_the_page_names_is_there() -> None:
    folder, missing, file = ROOT / "tests", [], ""
    for name, test in NAMED.findall((ROOT / "docs" / "security.md").read_text("utf-8")):
        file = name or file
        path = folder / (file if "/" in file else f"runner/{file}")
        if f"def {test}(" not in path.read_text("utf-8"):
            missing.append(f"{path.name}::{test}")
    assert missing == []


def test_every_claim_names_a_test() -> None:
    page = (ROOT / "docs" / "security.md").read_text("utf-8").partition("## Not yet")[0]
    rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| what |")]
    assert [row for row in rows if not NAMED.search(row)] == []
