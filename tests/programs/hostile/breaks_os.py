import os, time, sys
print("before", flush=True)  # hits 1
for name in ("open", "write", "replace", "close", "getpid", "stat", "path", "fsencode"):  # hits 9
    setattr(os, name, None)  # hits 8
time.perf_counter_ns = time.time = time.monotonic = lambda: 0
def work():
    return 1  # hits 1
work()  # hits 1
