import os, subprocess, sys
SHOW = "import os; print(sorted(set(os.environ) - {'LC_CTYPE'}))"
def work():
    print(sorted(set(os.environ) - {"LC_CTYPE"}), flush=True)  # hits 1
    subprocess.run([sys.executable, "-c", SHOW])  # hits 1
    subprocess.run([sys.executable, "-c", SHOW], env={"MINE": "1", "PYTHONPATH": "here"})  # hits 1
    subprocess.run(["env"], env={"MINE": "1"})  # hits 1
work()  # hits 1
