"""A few lines of the user's, and all the time in a library that is written in Python: regular expressions."""

import re


def compile_all(count):
    for number in range(count):
        re.compile(r"(?P<name>\w+)\s*=\s*([-+]?\d+|[a-z]{1,9}?)#" + str(number))
