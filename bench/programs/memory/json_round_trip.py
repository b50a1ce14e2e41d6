"""A library that allocates on behalf of one line."""

import json

from marked import profile


@profile
def work(size):
    total = 0
    rows = [{"id": number, "tags": ["a", "b", str(number)]} for number in range(200)]
    for _ in range(size):
        text = json.dumps(rows)
        again = json.loads(text)
        total += len(again)
    return total
