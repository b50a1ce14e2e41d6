mine = "heatline_runner"  # hits 1
