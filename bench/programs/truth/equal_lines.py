"""Lines that are the same, so that each takes as long as the next: what the loop takes, less an empty loop's time."""

import json
from hashlib import pbkdf2_hmac
from time import thread_time_ns as clock

COUNT = 500_000
KNOWN = {}
TIMES = 1  # that each stretch is gone through


def empty_loop():
    for _ in range(COUNT):
        pass


def equal_lines():
    value = 12345
    for number in range(COUNT):  # = equal lines, the loop itself
        value = (value * 1103515245 + number) % 2147483648  # = equal lines, first
        value = (value * 1103515245 + number) % 2147483648  # = equal lines, second
        value = (value * 1103515245 + number) % 2147483648  # = equal lines, third
    return value


def c_call():
    return pbkdf2_hmac("sha256", b"password", b"salt", 200_000)


def timed(function):
    began = clock()
    for _ in range(TIMES):
        function()
    KNOWN[function.__name__] = clock() - began


if __name__ == "__main__":
    timed(empty_loop)
    timed(equal_lines)
    timed(c_call)
    each = (KNOWN["equal_lines"] - KNOWN["empty_loop"]) / 3
    KNOWN["equal lines, the loop itself"] = KNOWN["empty_loop"]
    KNOWN["equal lines, first"] = KNOWN["equal lines, second"] = KNOWN["equal lines, third"] = each
    print(json.dumps(KNOWN))
