import os
def work(n):
    for i in range(n):  # hits 32
        pass  # hits 30
pid = os.fork()  # hits 1
if pid == 0:  # hits 2
    work(10)  # hits 1
    os._exit(3)  # hits 1
work(20)  # hits 1
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))  # hits 1
