"""Log the same few people in again and again, so that there is something to measure.

Look for the hot line in the other file, `login.py`. `login.py` opens `users.db` by a relative path: the program works
in this folder only. From another one it ends with "no such table: users", and leaves an empty file there.
"""

from login import login

ATTEMPTS = (
    ("ada", "the analytical engine"),
    ("grace", "a moth in relay 70"),
    ("guido", "nobody expects it"),
    ("ada", "wrong"),
    ("mallory", "let me in"),
)


def try_all(times):
    welcome = 0
    for _ in range(times):
        for name, password in ATTEMPTS:
            if login(name, password):
                welcome += 1
    return welcome


if __name__ == "__main__":
    print(f"{try_all(40)} of {40 * len(ATTEMPTS)} logins went well")
