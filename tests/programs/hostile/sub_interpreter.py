import sys
def work():
    return 1  # hits 2
work()  # hits 1
if sys.version_info >= (3, 13):  # hits 1
    import _interpreters as interpreters
    number = interpreters.create()
    interpreters.exec(number, "x = 1 + 1")
else:
    import _xxsubinterpreters as interpreters
    number = interpreters.create()
    interpreters.run_string(number, "x = 1 + 1")
interpreters.destroy(number)  # hits 1
print(work())  # hits 1
