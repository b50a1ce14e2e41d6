import os
os.environ.clear()  # hits 1
os.chdir("/")  # hits 1
def work():
    return 1  # hits 1
print(work(), os.getcwd(), len(os.environ))  # hits 1
