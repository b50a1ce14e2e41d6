import asyncio
async def step(n):
    await asyncio.sleep(0.01)  # hits 5
    return n  # hits 5
async def numbers():
    for n in range(3):  # hits 4
        yield n  # hits 3
async def main():
    found = await asyncio.gather(*(step(n) for n in range(5)))
    async for n in numbers():
        found.append(n)  # hits 3
    print(found)  # hits 1
asyncio.run(main())  # hits 1
