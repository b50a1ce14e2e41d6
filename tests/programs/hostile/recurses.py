import sys
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
def factorial(n):
    return 1 if n == 0 else n * factorial(n - 1)  # hits 11
print(depth(0), factorial(10))  # hits 1
