"""A queue of tasks, first in, first out: once on a list, once on a deque.

Look for the line that makes room at the front of the list: every item in the list moves one place for it, so the line
gets slower as the queue grows. The same line on a deque costs the same at any length. Change `TASKS` and profile again:
at 1,000 you will hardly see a difference, at 100,000 there is nothing else to see.

Or click `compare…` above `work_off`: it is timed with both queues for more and more tasks, and drawn as two curves.
"""

from collections import deque

TASKS = 30_000


class ListQueue:
    """The newest task stands at the front, so that `pop` takes the oldest from the end."""

    def __init__(self):
        self.tasks = []

    def push(self, task):
        self.tasks.insert(0, task)

    def pop(self):
        return self.tasks.pop()


class DequeQueue:
    """The same on a deque, which has two ends."""

    def __init__(self):
        self.tasks = deque()

    def push(self, task):
        self.tasks.appendleft(task)

    def pop(self):
        return self.tasks.pop()


# timeit: work_off(ListQueue(), n)
# versus: work_off(DequeQueue(), n) for n in 10..30_000
def work_off(queue, n):
    for number in range(n):
        queue.push(number)
    done = []
    for _ in range(n):
        done.append(queue.pop())
    return done


if __name__ == "__main__":
    on_list = work_off(ListQueue(), TASKS)
    on_deque = work_off(DequeQueue(), TASKS)
    print(f"{len(on_list):,} tasks, in the same order: {on_list == on_deque}")
