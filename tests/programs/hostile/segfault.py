import ctypes
def work():
    for n in range(50):  # hits 51
        pass  # hits 50
work()  # hits 1
ctypes.string_at(0)  # hits 1
