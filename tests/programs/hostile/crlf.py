def work():
    x = 1  # hits 2
    return x  # hits 2
print(work() + work())  # hits 1
