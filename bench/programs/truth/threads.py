"""Two threads at once, each in turn in Python and in C without the lock: so neither waits for the other's lines."""

import json
import threading
from hashlib import pbkdf2_hmac
from time import perf_counter_ns as clock

KNOWN = {}
TIMES = 1  # that each stretch is gone through
TURN = threading.Barrier(2)


def hashed_first():
    return pbkdf2_hmac("sha256", b"password", b"salt", 200_000)


def looped_first():
    total = 0
    for number in range(1_200_000):
        total = total + number
    return total


def hashed_second():
    return pbkdf2_hmac("sha256", b"password", b"salt", 150_000)


def increased(number):
    return number + 1


def called_second():
    number = 0
    while number < 600_000:
        number = increased(number)
    return number


def timed(function):
    began = clock()
    for _ in range(TIMES):
        function()
    KNOWN[function.__name__] = clock() - began


def first():
    timed(hashed_first)
    TURN.wait()
    timed(looped_first)
    TURN.wait()


def second():
    timed(called_second)
    TURN.wait()
    timed(hashed_second)
    TURN.wait()


if __name__ == "__main__":
    threads = [threading.Thread(target=first), threading.Thread(target=second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(KNOWN))
