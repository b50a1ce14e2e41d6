import signal
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())  # hits 1
def work():
    return 1  # hits 1
print(work(), len(signal.pthread_sigmask(signal.SIG_BLOCK, [])) > 50)  # hits 1
