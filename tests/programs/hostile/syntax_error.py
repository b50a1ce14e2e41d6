def work(:
    pass
