import sys, threading
sys.setswitchinterval(1e-6)  # hits 1
def work():
    for n in range(2000):  # hits 8004
        pass  # hits 8000
threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:  # hits 5
    thread.start()  # hits 4
for thread in threads:  # hits 5
    thread.join()  # hits 4
print("done")  # hits 1
