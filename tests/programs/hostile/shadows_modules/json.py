mine = "json"  # hits 1
