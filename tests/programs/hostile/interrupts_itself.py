import os, signal, time
def work():
    os.kill(os.getpid(), signal.SIGINT)  # hits 1
    time.sleep(5)
work()  # hits 1
