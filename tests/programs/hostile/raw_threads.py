import _thread, time
done = []
def work(n):
    for i in range(10):  # hits 33
        pass  # hits 30
    done.append(n)  # hits 3
for n in range(3):  # hits 4
    _thread.start_new_thread(work, (n,))  # hits 3
while len(done) < 3:
    time.sleep(0.01)
print(sorted(done))  # hits 1
