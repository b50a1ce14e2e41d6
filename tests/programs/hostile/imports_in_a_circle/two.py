import one  # hits 1
def late():
    return one.value  # hits 1
