import atexit, threading
def work():
    return 1  # hits 1
def last():
    try:  # hits 1
        thread = threading.Thread(target=work)  # hits 1
        thread.start()
        thread.join()
    except RuntimeError:
        work()
atexit.register(last)  # hits 1
print("body")  # hits 1
