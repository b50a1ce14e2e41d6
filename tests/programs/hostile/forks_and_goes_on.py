import os, sys
def work():
    return 1  # hits 2
pid = os.fork()  # hits 1
work()  # hits 2
if pid:  # hits 2
    os.waitpid(pid, 0)  # hits 1
    print("parent")  # hits 1
else:
    print("child")  # hits 1
