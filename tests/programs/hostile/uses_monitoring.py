import sys
monitoring = sys.monitoring
seen = []
for tool in range(6):
    if monitoring.get_tool(tool) is None:
        monitoring.use_tool_id(tool, "mine")
        break
def on_start(code, offset):
    seen.append(code.co_name)
monitoring.register_callback(tool, monitoring.events.PY_START, on_start)
def work():
    return 1  # hits 2
monitoring.set_local_events(tool, work.__code__, monitoring.events.PY_START)
work(); work()
print(seen)
