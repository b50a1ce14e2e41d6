import os
os.umask(0o777)  # hits 1
try:  # hits 1
    os.setsid()  # hits 1
except PermissionError:
    pass
def work():
    return 1  # hits 1
print(work())  # hits 1
