def work(a, b,
         c):
    total = (a +
             b +
             c)
    text = f"""
    {total}
    """
    return text.strip()  # hits 2
print(work(1,
           2,
           3), work(4, 5, 6))
