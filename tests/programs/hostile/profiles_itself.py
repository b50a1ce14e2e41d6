import sys
seen = []
def hook(frame, event, argument):
    if frame.f_code.co_name == "work":
        seen.append(event)
def work():
    return 1  # hits 2
sys.setprofile(hook)  # hits 1
work()  # hits 1
sys.setprofile(None)  # hits 1
work()  # hits 1
print(seen, sys.getprofile())  # hits 1
