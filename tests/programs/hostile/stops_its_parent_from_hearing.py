import os, signal, time
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):  # hits 5
    signal.signal(number, signal.SIG_IGN)  # hits 4
os.kill(os.getpid(), signal.SIGTERM)  # hits 1
def work():
    return 1  # hits 1
print(work())  # hits 1
