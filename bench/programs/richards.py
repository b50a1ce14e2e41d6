"""Richards: an operating system in small; many short methods."""

from time import process_time_ns

from bm_richards import Richards

began = process_time_ns()
Richards().run(10)
print(process_time_ns() - began)
