class Held:
    def __del__(self):
        words = ["gone"]  # hits 2
        print(*words)  # hits 2
at_end = Held()  # hits 1
now = Held()  # hits 1
del now  # hits 1
print("body")  # hits 1
