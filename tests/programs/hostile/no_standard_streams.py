import sys
print("before", flush=True)  # hits 1
sys.stdout = sys.stderr = sys.stdin = None  # hits 1
def work():
    print("nowhere")  # hits 1
work()  # hits 1
