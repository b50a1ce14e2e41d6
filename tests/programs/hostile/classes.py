class Meta(type):
    def __call__(cls, *args):
        made = super().__call__(*args)  # hits 2
        return made  # hits 2
class Point(metaclass=Meta):
    __slots__ = ("x",)  # hits 1
    def __init__(self, x):
        self.x = x  # hits 2
    @property
    def double(self):
        return self.x * 2  # hits 0
    def __eq__(self, other):
        return self.x == other.x  # hits 1
    def __hash__(self):
        return 1
print(Point(1) == Point(1), Point.__name__)  # hits 1
