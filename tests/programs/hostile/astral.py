def work():
    word = "🐍🐍𐍈"; size = len(word)  # hits 2
    return size  # hits 2
π = work()  # hits 1
print(π + work(), "🐍")  # hits 1
