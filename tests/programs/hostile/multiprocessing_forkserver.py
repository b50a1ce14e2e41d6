import multiprocessing
def work(n):
    total = 0  # hits 2
    for i in range(n):  # hits 32
        total += i  # hits 30
    return total  # hits 2
def child(queue, n):
    queue.put(work(n))  # hits 2
if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")  # hits 1
    queue = context.Queue()  # hits 1
    children = [context.Process(target=child, args=(queue, n)) for n in (10, 20)]
    for each in children:  # hits 3
        each.start()  # hits 2
    print(sorted(queue.get(timeout=50) for _ in children))
    for each in children:  # hits 3
        each.join()  # hits 2
    print([each.exitcode for each in children])
