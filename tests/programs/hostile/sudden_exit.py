import os
def work():
    total = 0  # hits 1
    for n in range(100):  # hits 101
        total += n  # hits 100
    return total  # hits 1
work()  # hits 1
os.write(1, b"out\n")  # hits 1
os._exit(5)  # hits 1
