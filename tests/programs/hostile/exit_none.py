raise SystemExit  # hits 1
