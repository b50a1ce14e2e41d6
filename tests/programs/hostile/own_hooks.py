import sys, threading
def hook(kind, value, trace):
    print("hook", kind.__name__, value, trace.tb_next is None)  # hits 1
def in_thread(args):
    print("thread", args.exc_type.__name__)  # hits 1
sys.excepthook, threading.excepthook = hook, in_thread  # hits 1
def fail():
    raise KeyError("thread")  # hits 1
thread = threading.Thread(target=fail)  # hits 1
thread.start()  # hits 1
thread.join()  # hits 1
raise ValueError("main")  # hits 1
