"""What people see, drawn from figures by pure functions; each is named for what it returns."""
