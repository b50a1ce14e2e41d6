"""Primes by a sieve in one block of bytes."""

from marked import profile


@profile
def work(size):
    flags = bytearray(b"\x01") * size
    for number in range(2, size):
        if number * number >= size:
            break
        if flags[number]:
            flags[number * number :: number] = bytes(len(range(number * number, size, number)))
    primes = 0
    for number in range(2, size):
        primes += flags[number]
    return primes
