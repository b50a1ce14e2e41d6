"""Coroutines: awaits that never wait, tasks in turns, an asynchronous generator, beside a loop and a call of C."""

import asyncio
import json
from hashlib import pbkdf2_hmac
from time import thread_time_ns as clock

KNOWN = {}
TIMES = 1  # that each stretch is gone through


async def add(left, right):
    return left + right


async def small_awaits():
    total = 0
    for number in range(250_000):
        total = await add(total, number)
    return total


async def task_in_turns():
    total = taken = 0
    for _ in range(20):
        began = clock()
        for number in range(20_000):
            total = total + number
        taken += clock() - began
        await asyncio.sleep(0)
    KNOWN["task_in_turns"] = KNOWN.get("task_in_turns", 0) + taken
    return total


async def counted(count):
    for number in range(count):
        yield number


async def looped_over():
    total = 0
    async for number in counted(200_000):
        total += number
    return total


async def c_call():
    return pbkdf2_hmac("sha256", b"password", b"salt", 150_000)


async def timed(function):
    began = clock()
    for _ in range(TIMES):
        await function()
    KNOWN[function.__name__] = clock() - began


async def main():
    await timed(small_awaits)
    for _ in range(TIMES):
        await asyncio.gather(task_in_turns(), task_in_turns())
    await timed(looped_over)
    await timed(c_call)


if __name__ == "__main__":
    asyncio.run(main())
    print(json.dumps(KNOWN))
