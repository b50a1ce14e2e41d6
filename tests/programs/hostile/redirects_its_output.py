import os, sys
read, write = os.pipe()  # hits 1
plain = os.dup(1)  # hits 1
os.dup2(write, 1)  # hits 1
def work():
    print("into the pipe", flush=True)  # hits 1
work()  # hits 1
os.dup2(plain, 1)  # hits 1
print(os.read(read, 100))  # hits 1
