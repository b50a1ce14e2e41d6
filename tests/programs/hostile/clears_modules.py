import sys
def work():
    return 1  # hits 1
print("before", flush=True)  # hits 1
sys.path.clear()  # hits 1
sys.meta_path.clear()  # hits 1
for name in list(sys.modules):
    if name not in ("sys", "builtins", "__main__"):
        del sys.modules[name]
work()  # hits 1
