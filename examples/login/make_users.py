"""Make `users.db` anew, in the folder this is run in."""

import hashlib
import sqlite3
from pathlib import Path

from login import DATABASE, ROUNDS

USERS = (
    ("ada", "the analytical engine"),
    ("grace", "a moth in relay 70"),
    ("guido", "nobody expects it"),
)


def user_row(name, password):
    salt = hashlib.sha256(name.encode("utf-8")).digest()[:16]  # a real one is random: this one keeps the file the same
    key = hashlib.pbkdf2_hmac("sha256", password.encode("utf-8"), salt, ROUNDS)
    return name, salt, key


def make_users():
    Path(DATABASE).unlink(missing_ok=True)
    connection = sqlite3.connect(DATABASE)
    with connection:
        connection.execute("CREATE TABLE users (name TEXT PRIMARY KEY, salt BLOB, key BLOB)")
        connection.executemany("INSERT INTO users VALUES (?, ?, ?)", [user_row(*user) for user in USERS])
    connection.close()


if __name__ == "__main__":
    make_users()
    print(f"{DATABASE}: {len(USERS)} users")
