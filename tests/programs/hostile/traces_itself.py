import sys
seen = []
def trace(frame, event, argument):
    seen.append((frame.f_code.co_name, event))
    return trace
def traced():
    x = 1
    return x
def before():
    return 1  # hits 3
before(); before()  # hits 1
sys.settrace(trace)
traced()
sys.settrace(None)
before()  # hits 1
print(seen, sys.gettrace())  # hits 1
