import warnings
def work():
    warnings.warn("careful")  # hits 2
work()  # hits 1
work()  # hits 1
print("done")  # hits 1
