"""What a run that was limited to a part of a file is called, and what is said where that part never ran."""

from __future__ import annotations

from heatline.analysis.selection import MODULE, plain_name
from heatline.render.program_text import plain_line
from heatline_runner.model import Profile, Scope

WIDTH = 80


def part_name(scope: Scope) -> str:
    """``sum_of_diffs``, ``lines 4 to 12`` or ``module level``."""
    if scope.name:
        return "module level" if scope.name == MODULE else plain_line(plain_name(scope.name), WIDTH)
    one = scope.first_line == scope.last_line
    return f"line {scope.first_line}" if one else f"lines {scope.first_line} to {scope.last_line}"


def run_title(program: str, scope: Scope | None) -> str:
    """What a run of ``program`` is called: ``sos.py: sum_of_diffs``."""
    if scope is None:
        return program
    file = _file_name(scope.path)
    return f"{program}: {part_name(scope)}{'' if file == program else f' of {file}'}"


def not_called(profile: Profile) -> str | None:
    """Why a run that was limited to a part of a file has no results: ``sum_of_diffs was not called``."""
    scope = profile.run.scope
    if scope is None:
        return None
    if scope.path not in profile.sources:
        return f"{_file_name(scope.path)} was not imported"
    name = part_name(scope)
    return f"{name} was not called" if scope.name else f"nothing on its {name} was called"


def _file_name(path: str) -> str:
    return plain_line(path.replace("\\", "/").rpartition("/")[2], WIDTH)
