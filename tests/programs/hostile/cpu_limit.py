import resource
resource.setrlimit(resource.RLIMIT_CPU, (1, 2))  # hits 1
def spin():
    x = 0  # hits 1
    while True:
        x += 1
spin()  # hits 1
