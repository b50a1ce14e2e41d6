"""What the tracers of line time left, as the tables of a profile: one way for each shape that they leave."""

from __future__ import annotations

from heatline_runner.engines.line_time import counted_tables, timed_tables
from heatline_runner.engines.line_time.counted import Counted
from heatline_runner.engines.line_time.marshalled import counted_in
from heatline_runner.model import Metric
from heatline_runner.reading import Reading
from heatline_runner.tables import Tables


def metrics(reading: Reading) -> tuple[Metric, ...]:
    """What was measured, the headline first."""
    counted = _counted(reading)
    return timed_tables.METRICS if counted is None else counted_tables.metrics(counted)


def tables(reading: Reading) -> Tables:
    """Line tables, one per file, the functions they index and who called whom, where that was counted."""
    counted = _counted(reading)
    return timed_tables.tables(reading) if counted is None else counted_tables.tables(reading, counted)


def _counted(reading: Reading) -> Counted | None:
    left = reading.snapshot.tables
    return left if isinstance(left, Counted) else counted_in(left)
