import multiprocessing, os, signal
def work(ready):
    for n in range(10):  # hits 11
        pass  # hits 10
    ready.set()  # hits 1
    os.kill(os.getpid(), signal.SIGKILL)  # hits 1
if __name__ == "__main__":
    context = multiprocessing.get_context("fork")  # hits 1
    ready = context.Event()  # hits 1
    child = context.Process(target=work, args=(ready,))  # hits 1
    child.start()  # hits 1
    child.join()  # hits 1
    print(child.exitcode)  # hits 1
