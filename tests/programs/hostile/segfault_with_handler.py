import ctypes, faulthandler
faulthandler.enable()  # hits 1
def work():
    ctypes.string_at(0)  # hits 1
work()  # hits 1
