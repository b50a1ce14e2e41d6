"""How far does a sensor travel? Add up the steps between its readings.

Look for the line that runs for each reading, and then for the two ways to get at neighbours: slices copy the whole
list twice before the loop begins (its memory shows it, its time hardly does), an index copies nothing and pays at
every step.
"""


def read_sensor():
    return list(range(1, 1_000_000, 3))


def distance_by_slices(readings):
    before = readings[:-1]
    after = readings[1:]
    total = 0
    for left, right in zip(before, after):
        total += abs(right - left)
    return total


def distance_by_index(readings):
    total = 0
    for i in range(1, len(readings)):
        total += abs(readings[i] - readings[i - 1])
    return total


if __name__ == "__main__":
    readings = read_sensor()
    print(f"{len(readings):,} readings")
    print(f"by slices: {distance_by_slices(readings):,}")
    print(f"by index:  {distance_by_index(readings):,}")
