import threading, time
ready = threading.Event()  # hits 1
def forever():
    x = 1  # hits 1
    ready.set()  # hits 1
    while True:
        time.sleep(0.01)
threading.Thread(target=forever, daemon=True).start()  # hits 1
ready.wait()  # hits 1
print("main is done")  # hits 1
