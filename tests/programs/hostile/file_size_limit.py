import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # hits 1
def work():
    return sum(range(10))  # hits 1
print(work())  # hits 1
