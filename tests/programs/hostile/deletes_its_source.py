import os
os.remove(__file__)  # hits 1
def work():
    return 1  # hits 2
print(work() + work())  # hits 1
