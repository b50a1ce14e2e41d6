import os, shlex, sys
def work():
    return 2  # hits 1
if len(sys.argv) > 1:  # hits 2
    print(work())  # hits 1
    sys.exit(3)  # hits 1
sys.stdout.flush()  # hits 1
print(os.waitstatus_to_exitcode(os.system(shlex.join([sys.executable, __file__, "child"]))))  # hits 1
