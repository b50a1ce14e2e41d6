import atexit
class Last:
    def __call__(self):
        x = 1  # hits 1
        raise ValueError("late")  # hits 1
    def __repr__(self):
        return "the last"
atexit.register(Last())  # hits 1
print("body")  # hits 1
