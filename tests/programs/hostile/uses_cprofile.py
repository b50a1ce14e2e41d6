import cProfile, pstats, io
def work(n):
    return n * 2  # hits 5
profile = cProfile.Profile()  # hits 1
profile.enable()  # hits 1
for n in range(5):  # hits 6
    work(n)  # hits 5
profile.disable()  # hits 1
stats = pstats.Stats(profile, stream=io.StringIO()).stats
print([value[:2] for key, value in stats.items() if key[2] == "work"])  # hits 1
