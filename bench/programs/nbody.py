"""N-body: one long loop of arithmetic, without a call."""

from time import process_time_ns

from bm_nbody import BODIES, advance, offset_momentum

began = process_time_ns()
offset_momentum(BODIES["sun"])
advance(0.01, 110_000)
print(process_time_ns() - began)
