"""Check a name and a password against a database of users.

Nothing happens when you run this file: run `prof.py`, which imports it, and come back.

Look for the one line that takes nearly all of the time. Would you have guessed the database? Turning a password into
a key is slow on purpose, and it is the price of every login; what is left for you to make faster is little.
"""

import hashlib
import hmac
import sqlite3

DATABASE = "users.db"
ROUNDS = 4_000


def find_user(name):
    connection = sqlite3.connect(DATABASE)
    found = connection.execute("SELECT salt, key FROM users WHERE name = ?", (name,))
    user = found.fetchone()
    connection.close()
    return user


def login(name, password):
    user = find_user(name)
    if user is None:
        return False
    salt, key = user
    secret = password.encode("utf-8")
    derived = hashlib.pbkdf2_hmac("sha256", secret, salt, ROUNDS)
    return hmac.compare_digest(derived, key)
