"""DeltaBlue: a constraint solver; classes, and loops over lists."""

from time import process_time_ns

from bm_deltablue import delta_blue


def solve(times):
    for _ in range(times):
        delta_blue(100)


began = process_time_ns()
solve(120)
print(process_time_ns() - began)
