import os, sys
read, write = os.pipe()  # hits 1
os.close(read)  # hits 1
def work():
    try:  # hits 1
        os.write(write, b"nobody")  # hits 1
    except BrokenPipeError as problem:  # hits 1
        return problem.errno  # hits 1
print(work())  # hits 1
