def work():
    return 3  # hits 1
