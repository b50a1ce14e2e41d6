import multiprocessing
def work(n):
    for i in range(10):  # hits 220
        pass  # hits 200
    return n  # hits 20
if __name__ == "__main__":
    with multiprocessing.get_context("fork").Pool(2) as pool:
        print(sum(pool.map(work, range(20))))
        pool.close()  # hits 1
        pool.join()  # hits 1
