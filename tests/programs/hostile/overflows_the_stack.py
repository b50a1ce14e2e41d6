def down():
    return down()
down()  # hits 1
