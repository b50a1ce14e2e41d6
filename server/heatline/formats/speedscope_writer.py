"""Stacks as speedscope's JSON, and as the collapsed lines that flame graph programs read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from heatline.analysis.call_tree import call_tree, is_estimate, stacks_of
from heatline.analysis.called import function_names
from heatline_runner.model import Profile

SCHEMA: Final = "https://www.speedscope.app/file-format-schema.json"
MOST_STACKS: Final = 200_000


def speedscope_text(profile: Profile) -> str:
    """One "sampled" profile whose weights are nanoseconds, or samples where that is what was counted."""
    stacks = list(_stacks(profile))
    unit = "nanoseconds" if profile.metrics[0].unit == "ns" else "none"
    name = profile.run.target + (" (divided among callers by estimate)" if is_estimate(profile) else "")
    return json.dumps(
        {
            "$schema": SCHEMA,
            "exporter": "heatline",
            "name": profile.run.target,
            "activeProfileIndex": 0,
            "shared": {"frames": [_frame(profile, index) for index in range(len(profile.functions))]},
            "profiles": [
                {
                    "type": "sampled",
                    "name": name,
                    "unit": unit,
                    "startValue": 0,
                    "endValue": sum(weight for _, weight in stacks),
                    "samples": [list(stack) for stack, _ in stacks],
                    "weights": [weight for _, weight in stacks],
                }
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def collapsed_text(profile: Profile) -> str:
    """``a;b;c 12``, a line per stack, root first; weights are microseconds, or samples."""
    scale = 1e3 if profile.metrics[0].unit == "ns" else 1.0
    lines = []
    for stack, weight in _stacks(profile):
        names = ";".join(_word(profile, index) for index in stack)
        if round(weight / scale):
            lines.append(f"{names} {round(weight / scale)}")
    return "\n".join(lines) + "\n"


def _stacks(profile: Profile) -> Iterator[tuple[tuple[int, ...], int]]:
    for number, (stack, weight) in enumerate(stacks_of(call_tree(profile))):
        if number >= MOST_STACKS:
            return
        if round(weight):
            yield stack, round(weight)


def _frame(profile: Profile, index: int) -> dict[str, Any]:
    row = profile.functions[index]
    name, _, _ = function_names(row, row.path in profile.sources)
    return {"name": name, "file": row.path, "line": row.line} if row.path else {"name": name}


def _word(profile: Profile, index: int) -> str:
    """``function (file.py:12)``, on one line and without what parts frames."""
    row = profile.functions[index]
    name, place, _ = function_names(row, row.path in profile.sources)
    text = f"{name} ({place})" if row.path else name
    return "".join(each if each.isprintable() and each != ";" else "_" for each in text)
