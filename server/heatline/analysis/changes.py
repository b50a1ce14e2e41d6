"""What one run took more or less than an earlier one, of a function or a line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One function, or one line of the new text (of the base, where it is gone): ``before`` and ``after``.

    Amounts are of the headline; None where it did not run, or is not there. ``edited``: its text is another.
    ``by_chance``: it differs no more than what was not edited does; None where that is not known.
    """

    name: str
    path: str
    line: int
    before: float | None
    after: float | None
    calls_before: float | None
    calls_after: float | None
    edited: bool
    by_chance: bool | None = None

    @property
    def difference(self) -> float:
        """After less before; what did not run took nothing."""
        return (self.after or 0.0) - (self.before or 0.0)

    @property
    def factor(self) -> float | None:
        """After over before."""
        return self.after / self.before if self.before and self.after is not None else None
