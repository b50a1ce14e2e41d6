import os
def work():
    return 1  # hits 2
with open(__file__, "w") as file:
    file.write("nothing that fits\n")
print(work() + work())  # hits 1
