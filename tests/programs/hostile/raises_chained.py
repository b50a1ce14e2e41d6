class Mine(Exception):
    def __str__(self):
        return "mine, with\nlines"
def work():
    try:  # hits 1
        {}["key"]  # hits 1
    except KeyError as problem:  # hits 1
        raise Mine from problem  # hits 1
work()  # hits 1
