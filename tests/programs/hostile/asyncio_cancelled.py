import asyncio
async def forever():
    try:  # hits 1
        await asyncio.sleep(100)
    except asyncio.CancelledError:  # hits 1
        print("cancelled")  # hits 1
        raise  # hits 1
async def main():
    task = asyncio.ensure_future(forever())  # hits 1
    await asyncio.sleep(0.01)  # hits 1
    task.cancel()  # hits 1
    await asyncio.gather(task, return_exceptions=True)  # hits 1
asyncio.run(main())  # hits 1
