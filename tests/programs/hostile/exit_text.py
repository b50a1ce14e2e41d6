import sys
def work():
    sys.exit("enough")  # hits 1
work()  # hits 1
