import os, signal
def work():
    return 1  # hits 1
work()  # hits 1
os.killpg(0, signal.SIGTERM)  # hits 1
