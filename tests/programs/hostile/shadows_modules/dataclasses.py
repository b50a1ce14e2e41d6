mine = "dataclasses"  # hits 1
