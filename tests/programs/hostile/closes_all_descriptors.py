import os
def work():
    for n in range(10):  # hits 11
        pass  # hits 10
os.write(1, b"out\n")  # hits 1
os.closerange(0, 4096)  # hits 1
work()  # hits 1
