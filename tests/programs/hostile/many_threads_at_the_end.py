import threading
def work(n):
    total = 0  # hits 50
    for i in range(20):  # hits 1050
        total += i  # hits 1000
threads = [threading.Thread(target=work, args=(n,), daemon=n % 2 == 0) for n in range(50)]
for thread in threads:  # hits 51
    thread.start()  # hits 50
for thread in threads:  # hits 51
    thread.join()  # hits 50
