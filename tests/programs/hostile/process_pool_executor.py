from concurrent.futures import ProcessPoolExecutor
import multiprocessing
def work(n):
    for i in range(10):  # hits 220
        pass  # hits 200
    return n  # hits 20
if __name__ == "__main__":
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        print(sum(pool.map(work, range(20))))
