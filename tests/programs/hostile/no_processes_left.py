import resource, threading
def work():
    return 1  # hits 1
try:  # hits 1
    resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))  # hits 1
finally:
    print(work())  # hits 1
