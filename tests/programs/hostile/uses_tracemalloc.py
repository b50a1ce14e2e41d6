import tracemalloc
tracemalloc.start()  # hits 1
def work():
    return bytearray(1_000_000)  # hits 1
held = work()  # hits 1
current, peak = tracemalloc.get_traced_memory()  # hits 1
print(current >= 1_000_000, tracemalloc.get_object_traceback(held)[0].lineno)  # hits 1
