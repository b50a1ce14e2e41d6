import builtins
plain = builtins.__import__  # hits 1
names = []  # hits 1
def ours(name, *rest):
    names.append(name)
    return plain(name, *rest)
builtins.__import__ = ours  # hits 1
import colorsys  # hits 1
import colorsys as again  # hits 1
builtins.__import__ = plain  # hits 1
print(names)  # hits 1
