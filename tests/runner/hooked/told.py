"""A tracer that measures nothing, and keeps what it was told of each code object that started."""

import sys


class Measure:
    mapped = True
    first_s = 0.1

    def __init__(self, *_):
        self._told, self._calls = [], []

    def start(self, discover):
        def on_call(frame, event, arg):
            code = frame.f_code
            if event == "call" and code not in known:
                known.add(code)
                place = discover(code)
                if isinstance(place, tuple):
                    self._told.append((code.co_name, *place))

        known = set()
        sys.setprofile(on_call)

    def knows(self, _):
        return False

    def finish(self):
        self._calls.append("finish")

    def stop(self):
        sys.setprofile(None)

    def tables(self):
        return self._told, self._calls
