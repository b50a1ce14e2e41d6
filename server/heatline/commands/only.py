"""What ``--only`` says: ``NAME`` in the program's own file, ``FILE:NAME`` or ``FILE:FIRST-LAST``."""

from __future__ import annotations

import os
from pathlib import Path

from heatline.preparation import Job
from heatline.protocol import Refused
from heatline.scopes import scope_of_name
from heatline_runner.model import Scope


def only_scope(only: str, job: Job) -> Scope | Refused | None:
    """The part of a file that ``only`` names; None where it is the program that cannot be read."""
    file, _, part = only.rpartition(":")
    path = Path(job.cwd, file) if file else _own_file(job)
    if path is None:
        text = f"Say which file has {part}, as in --only FILE:{part}: -m {job.target} is no file in {job.cwd}."
        return Refused("refused", text)
    try:
        return scope_of_name(os.path.realpath(path), part)
    except OSError as problem:
        if not file:
            return None
        return Refused("refused", f"{file} cannot be read: {problem.strerror}. Check its name (--only FILE:{part}).")


def _own_file(job: Job) -> Path | None:
    """The file that runs as ``__main__``, as far as that can be told without running anything."""
    if job.kind == "module":
        place = Path(job.cwd, *job.target.split("."))
        return next(filter(Path.is_file, (place / "__main__.py", place.with_suffix(".py"))), None)
    path = Path(job.cwd, job.target)
    return path / "__main__.py" if path.is_dir() else path
