import os
def work():
    for n in range(50):  # hits 51
        pass  # hits 50
work()  # hits 1
os.abort()  # hits 1
