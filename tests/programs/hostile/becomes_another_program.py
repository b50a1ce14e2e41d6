import os
def work():
    for n in range(10):  # hits 11
        pass  # hits 10
work()  # hits 1
os.execvp("sh", ["sh", "-c", "echo other; exit 3"])  # hits 1
