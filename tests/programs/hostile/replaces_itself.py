import os, sys
def work(n):
    return n + 1  # hits 4
if len(sys.argv) > 1:  # hits 2
    print(sum(work(n) for n in range(3)))
    sys.exit(4)  # hits 1
work(1)  # hits 1
sys.stdout.flush()  # hits 1
os.execv(sys.executable, [sys.executable, __file__, "again"])  # hits 1
