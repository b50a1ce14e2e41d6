import resource, sys
sys.setrecursionlimit(200)  # hits 1
resource.setrlimit(resource.RLIMIT_NOFILE, (8, 8))  # hits 1
def work(n):
    return 0 if n == 0 else 1 + work(n - 1)  # hits 101
print(work(100))  # hits 1
