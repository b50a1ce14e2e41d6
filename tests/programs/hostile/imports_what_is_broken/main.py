def work():
    try:  # hits 1
        import broken  # hits 1
    except SyntaxError as problem:  # hits 1
        print(problem.lineno)  # hits 1
work()  # hits 1
