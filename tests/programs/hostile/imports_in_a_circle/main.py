import one
print(one.value, one.two.late())  # hits 1
