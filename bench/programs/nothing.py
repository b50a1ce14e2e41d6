"""Nothing but its own start: the CPU time of the process when the first line of a program runs."""

from time import process_time_ns

print(process_time_ns())
