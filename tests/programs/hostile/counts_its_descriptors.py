import os
print(sorted(map(int, os.listdir("/proc/self/fd"))))  # hits 1
print(os.open("/dev/null", os.O_RDONLY))  # hits 1
