"""Calls with nothing in them, to find out what clocking a call costs by itself."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


def nothing() -> None:
    """Takes nothing and does nothing."""


def yields() -> Iterator[None]:
    """Suspends once."""
    yield


def drain() -> None:
    """Calls the one that suspends, to its end."""
    for _ in yields():
        pass
