def work():
    a = 1; b = 2; c = 3  # hits 2
    if a: b = c  # hits 2
    return b  # hits 2
print(work()); print(work())  # hits 1
