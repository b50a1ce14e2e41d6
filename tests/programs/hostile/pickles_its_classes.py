import pickle
class Kept:
    def __init__(self, n):
        self.n = n  # hits 1
    def __reduce__(self):
        return Kept.again, (self.n,)  # hits 1
    @staticmethod
    def again(n):
        return n + 1  # hits 1
print(pickle.loads(pickle.dumps(Kept(1))))  # hits 1
