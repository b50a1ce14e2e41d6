def work():
    total = 0  # hits 1
    for n in range(3):  # hits 4
        total += n  # hits 3
    return total  # hits 1
print(work(), "ä")
