names = {}
exec("def made(n):\n    return n + 1\n", names)  # hits 1
def work():
    return names["made"](1) + eval("1 + 1")  # hits 2
print(work() + work())  # hits 1
