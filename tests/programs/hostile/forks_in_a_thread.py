import os, threading, warnings
warnings.simplefilter("ignore")
def work(n):
    return n  # hits 2
def in_thread():
    pid = os.fork()  # hits 1
    if pid == 0:  # hits 2
        work(1)  # hits 1
        os._exit(0)  # hits 1
    os.waitpid(pid, 0)  # hits 1
thread = threading.Thread(target=in_thread)  # hits 1
thread.start()  # hits 1
thread.join()  # hits 1
work(2)  # hits 1
print("done")  # hits 1
