import sys
def work():
    return [line.strip() for line in sys.stdin]  # hits 1
print(work())  # hits 1
