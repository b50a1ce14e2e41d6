def work():
    return 1  # hits 3
print(sum(work() for _ in range(3)))