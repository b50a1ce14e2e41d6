"""What lenses, hovers, the view and the command line say of timings."""
