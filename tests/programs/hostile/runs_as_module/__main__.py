from . import helper  # hits 1
print(__name__, __package__, helper.work())  # hits 1
