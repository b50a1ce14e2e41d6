import subprocess, sys, time
def work():
    return 1  # hits 1
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])  # hits 1
time.sleep(0.1)  # hits 1
child.kill()  # hits 1
print(child.wait(), work())  # hits 1
