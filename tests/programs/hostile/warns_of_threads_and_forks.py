import os, threading, warnings
warnings.simplefilter("error")
def work():
    return 1  # hits 2
pid = os.fork()  # hits 1
if pid == 0:  # hits 2
    work()  # hits 1
    os._exit(0)  # hits 1
print(os.waitpid(pid, 0)[1], work(), threading.active_count())  # hits 1
