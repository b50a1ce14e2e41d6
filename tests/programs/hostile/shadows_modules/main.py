import json, dataclasses, heatline_runner
print(json.mine, dataclasses.mine, heatline_runner.mine)  # hits 1
