def work():
    return 1  # hits 2
print(work() + work())  # hits 1
