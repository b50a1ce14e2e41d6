import sys
def work():
    for n in range(2000):  # hits 2001
        sys.stdout.buffer.write(b"\x00\xff" * 500 + b"\n")  # hits 2000
work()  # hits 1
