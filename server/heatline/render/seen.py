"""Which page it is that a view shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """A view's key, the revision of what it shows, its title, its run that goes on, the path it is saved under."""

    key: str
    revision: int
    title: str
    run: str | None
    save_as: str
