import signal, time
seen = []
def on_alarm(number, frame):
    seen.append(frame.f_code.co_name)  # hits 1
signal.signal(signal.SIGALRM, on_alarm)  # hits 1
signal.setitimer(signal.ITIMER_REAL, 0.05)  # hits 1
def wait():
    while not seen:
        time.sleep(0.01)
wait()  # hits 1
print(seen, signal.getsignal(signal.SIGINT) is signal.default_int_handler)  # hits 1
