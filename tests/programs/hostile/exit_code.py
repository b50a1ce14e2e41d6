import sys
def work():
    x = 1  # hits 1
    sys.exit(7)  # hits 1
work()  # hits 1
