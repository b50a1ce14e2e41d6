import os, sys, time
def work():
    return 1  # hits 1
if os.fork() == 0:  # hits 1
    os.setsid()  # hits 1
    if os.fork() == 0:  # hits 1
        for stream in (0, 1, 2):  # hits 4
            os.close(stream)  # hits 3
        time.sleep(0.2)
        os._exit(0)
    os._exit(0)  # hits 1
os.wait()  # hits 1
time.sleep(0.5)  # hits 1
print(work())  # hits 1
