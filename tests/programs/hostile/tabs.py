def work():
	for n in range(3):  # hits 4
		pass  # hits 3
	return n  # hits 1
print(work())  # hits 1
