import threading, time
def late():
    time.sleep(0.1)  # hits 1
    for n in range(5):  # hits 6
        pass  # hits 5
    print("late")  # hits 1
threading.Thread(target=late).start()  # hits 1
print("main is done")  # hits 1
