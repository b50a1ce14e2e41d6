from concurrent.futures import ThreadPoolExecutor
def work(n):
    total = 0  # hits 20
    for i in range(n):  # hits 210
        total += i  # hits 190
    return total  # hits 20
with ThreadPoolExecutor(4) as pool:
    print(sum(pool.map(work, range(20))))
