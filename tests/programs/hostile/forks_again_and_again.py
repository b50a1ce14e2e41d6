import os
def work(depth):
    x = depth  # hits 4
    if depth == 0:  # hits 4
        return  # hits 1
    pid = os.fork()  # hits 3
    if pid == 0:  # hits 6
        work(depth - 1)  # hits 3
        os._exit(0)  # hits 3
    os.waitpid(pid, 0)  # hits 3
work(3)  # hits 1
print("done")  # hits 1
