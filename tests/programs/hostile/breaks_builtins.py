import builtins
def work():
    return [n for n in range(3)]  # hits 1
print("before", flush=True)  # hits 1
for name in ("open", "len", "isinstance", "print", "sorted", "map", "type", "super", "getattr"):  # hits 10
    setattr(builtins, name, None)  # hits 9
work()  # hits 1
