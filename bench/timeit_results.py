"""All that the part on timing found out, and every pair as a line of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

from bench.agreement import AgreementRow
from bench.growth import GrowthRow
from bench.timed_pairs import PairRow, Verdict


@dataclass(frozen=True)
class TimeitResults:
    """``some`` are a few pairs of both kinds once more, with ``%timeit`` as it comes; ``by_pyperf`` is of these."""

    python: str
    equal: tuple[PairRow, ...]
    apart: tuple[PairRow, ...]
    some: tuple[PairRow, ...]
    by_pyperf: tuple[Verdict, ...]
    agreement: tuple[AgreementRow, ...]
    growth: tuple[GrowthRow, ...]

    @property
    def told_apart(self) -> int:
        """Equal pairs of which one was called the faster."""
        return sum(not row.right(row.verdict) for row in self.equal)

    @property
    def not_found(self) -> int:
        """Pairs that are apart of which that was not said, or the wrong way round."""
        return sum(not row.right(row.verdict) for row in self.apart)


def pairs_csv(rows: Sequence[PairRow]) -> str:
    """A line for each pair."""
    head = [field.name for field in fields(PairRow)]
    return "\n".join([",".join(head), *(",".join(map(_cell, asdict(row).values())) for row in rows)]) + "\n"


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.5g}"
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if {",", '"'} & set(text) else text
