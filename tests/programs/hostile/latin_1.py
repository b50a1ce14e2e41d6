# -*- coding: latin-1 -*-
def greet():
    word = "grüß"  # hits 2
    return len(word)  # hits 2
print(greet() + greet())  # hits 1
