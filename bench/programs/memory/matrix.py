"""Three nested loops over floats: much to trace, little to allocate."""

from marked import profile


@profile
def work(size):
    side = size
    a = [[float(i + j) for j in range(side)] for i in range(side)]
    b = [[float(i - j) for j in range(side)] for i in range(side)]
    c = [[0.0] * side for _ in range(side)]
    for i in range(side):
        for j in range(side):
            cell = 0.0
            for k in range(side):
                cell += a[i][k] * b[k][j]
            c[i][j] = cell
    return c[0][0]
