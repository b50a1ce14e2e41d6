import gc
class Node:
    def __init__(self):
        self.me = self  # hits 100
    def __del__(self):
        gone.append(1)  # hits 100
gone = []  # hits 1
gc.disable()  # hits 1
for _ in range(100):  # hits 101
    Node()  # hits 100
gc.collect()  # hits 1
print(len(gone))  # hits 1
