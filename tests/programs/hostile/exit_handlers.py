import atexit
def last(word):
    for n in range(3):  # hits 8
        pass  # hits 6
    print(word)  # hits 2
atexit.register(last, "first registered")  # hits 1
atexit.register(last, "last registered")  # hits 1
print("body")  # hits 1
