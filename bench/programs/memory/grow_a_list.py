"""A list that grows item by item, each a string of its own."""

from marked import profile


@profile
def work(size):
    names = []
    for number in range(size):
        name = f"user-{number:08}"
        names.append(name)
    return len(names)
