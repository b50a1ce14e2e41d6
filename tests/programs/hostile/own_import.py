import builtins
plain = builtins.__import__  # hits 1
names = []  # hits 1
def ours(name, *rest):
    names.append(name)  # hits 3
    return plain(name, *rest)  # hits 3
builtins.__import__ = ours  # hits 1
import colorsys  # hits 1
import colorsys as again  # hits 1
builtins.__import__ = plain  # hits 1
print(names)  # hits 1
