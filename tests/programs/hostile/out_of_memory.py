import resource
def grow():
    held = []  # hits 1
    while True:
        held.append(bytearray(1 << 30))
resource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31))  # hits 1
try:  # hits 1
    grow()  # hits 1
except MemoryError:  # hits 1
    print("no more")  # hits 1
