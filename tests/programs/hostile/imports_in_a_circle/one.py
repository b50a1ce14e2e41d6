import two  # hits 1
value = 1  # hits 1
