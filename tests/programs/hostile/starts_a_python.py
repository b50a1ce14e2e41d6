import subprocess, sys
def work():
    return 2  # hits 2
if len(sys.argv) > 1:  # hits 3
    print(work(), flush=True)  # hits 2
else:
    for how in ({}, {"env": {"MINE": "1"}}):  # hits 3
        done = subprocess.run([sys.executable, __file__, "child"], **how)  # hits 2
        print(done.returncode, flush=True)  # hits 2
