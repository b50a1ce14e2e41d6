import os, sys
os.chdir("/tmp")  # hits 1
sys.path[:] = [os.path.dirname(os.path.abspath(__file__))]
def work():
    return 1  # hits 1
print(work())  # hits 1
