"""Run by each Python: all programs of a file, under one tool; prints what each did and how often its lines ran.

``counting.py TOOL PROGRAMS SERVER PACKAGE``: PROGRAMS is JSON, a list of [text, text of the module `second`]; PACKAGE
the compiled module or line_profiler's folder. Prints JSON: per program what it printed, how it ended, and the hits as
[[file, first line of the code object, its name, line, hits], ...] of the lines that ran.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import io
import json
import os
import sys
import tempfile
import threading
import warnings

sys.path.insert(0, sys.argv[3])
from heatline_runner.code_objects import all_in


class Native:
    """The compiled tracer."""

    def __init__(self, package: str) -> None:
        from heatline_runner.engines.line_time import native

        self.places: dict = {}
        self.tracer = native._load(package)
        self.path = os.path.join(tempfile.mkdtemp(), "counters")
        self.tracer.start(self.path, self.place, "auto", True)

    def place(self, code):
        """As ``discover`` gives it."""
        return self.places.get(id(code), None)

    def ready(self, code, number):
        for index, each in enumerate(all_in(code)):
            self.places[id(each)] = number, index
        return code

    def hits(self, codes):
        for number, code in codes:
            for each in all_in(code):
                if self.tracer.knows(each):
                    for line, hits, *_ in self.tracer.read(each)[4]:
                        yield number, each.co_firstlineno, each.co_name, line, hits
        self.places.clear()


class Monitoring(Native):
    """The tracer in pure Python."""

    def __init__(self, package: str) -> None:
        from heatline_runner.engines.line_time import monitored

        self.places = {}
        self.measure = monitored.Measure()
        self.measure.start(self.place)

    def hits(self, codes):
        rows = {row[:2]: row[-1] for row in self.measure.tables()["records"]}
        for number, code in codes:
            for index, each in enumerate(all_in(code)):
                for line, hits, *_ in rows.get((number, index), ()):
                    yield number, each.co_firstlineno, each.co_name, line, hits


class LineProfiler:
    """line_profiler's core, as our engine drives it."""

    def __init__(self, package: str) -> None:
        from heatline_runner.engines.line_time import measure

        self.measure = measure.Measure({"line_profiler": package}, {}, "")
        self.measure.start()
        start = threading.Thread.run
        begin = self.measure.start_thread

        def run(thread):
            begin()
            start(thread)

        threading.Thread.run = run

    def ready(self, code, number):
        return self.measure.register(code, number, lambda _: True)

    def hits(self, codes):
        for (name, first, function), lines in self.measure.tables()["timings"].items():
            number = name.removesuffix(".py")
            if number.isdigit():
                for line, hits, _ in lines:
                    yield int(number), first, function.rpartition(".")[2], line, hits


class Reference:
    """A counter that does nothing else, by the interpreter's own events."""

    def __init__(self, package: str) -> None:
        self.counts: dict = {}
        self.known: dict = {}
        if hasattr(sys, "monitoring"):
            events = sys.monitoring.events
            self.events = events.LINE | events.PY_START
            sys.monitoring.use_tool_id(3, "reference")
            sys.monitoring.register_callback(3, events.LINE, self.on_line)
        else:
            threading.settrace(self.on_call)
            sys.settrace(self.on_call)

    def on_line(self, code, line):
        key = id(code), line
        self.counts[key] = self.counts.get(key, 0) + 1

    def on_call(self, frame, event, arg):
        return self.on_event if id(frame.f_code) in self.known else None

    def on_event(self, frame, event, arg):
        if event == "line":
            self.on_line(frame.f_code, frame.f_lineno)
        return self.on_event

    def ready(self, code, number):
        for each in all_in(code):
            self.known[id(each)] = number, each
            if hasattr(sys, "monitoring"):
                sys.monitoring.set_local_events(3, each, self.events)
        return code

    def hits(self, codes):
        for (key, line), hits in self.counts.items():
            number, code = self.known[key]
            yield number, code.co_firstlineno, code.co_name, line, hits


class Nothing:
    """The program alone."""

    def __init__(self, package: str) -> None:
        pass

    def ready(self, code, number):
        return code

    def hits(self, codes):
        return ()


TOOLS = {
    "nothing": Nothing,
    "native": Native,
    "monitoring": Monitoring,
    "line_profiler": LineProfiler,
    "reference": Reference,
}


class Second:
    """Finds the module ``second``, of the program that runs."""

    def __init__(self, tool) -> None:
        self.tool, self.text, self.number, self.codes = tool, "", 0, []

    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name == "second" else None

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        code = compile(self.text, f"{self.number + 1}.py", "exec")
        self.codes.append((self.number + 1, code))
        exec(self.tool.ready(code, self.number + 1), module.__dict__)


def run(tool, second, number, text):
    """What one program printed, and how it ended."""
    code = compile(text, f"{number}.py", "exec")
    second.codes.append((number, code))
    ready = tool.ready(code, number)
    names = {"__name__": "__main__", "__file__": f"{number}.py", "__builtins__": __builtins__}
    ending = ""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        try:
            exec(ready, names)
        except BaseException as problem:
            ending = f"{type(problem).__name__} {problem}"
            problem.__traceback__ = None
        names.clear()
        sys.modules.pop("second", None)
        gc.collect()
    return out.getvalue(), ending


def main(name, programs, _, package):
    warnings.simplefilter("ignore")
    sys.unraisablehook = threading.excepthook = lambda _: None
    gc.disable()
    tool = TOOLS[name](package)
    second = Second(tool)
    sys.meta_path.insert(0, second)
    with open(programs, encoding="utf-8") as file:
        texts = json.load(file)
    done, hits, codes = [], {}, []
    for number, (text, other) in enumerate(texts):
        second.text, second.number = other, 2 * number
        done.append(run(tool, second, 2 * number, text))
        if name == "native":
            gather(hits, tool.hits(second.codes))
        codes += second.codes
        second.codes = []
    if name != "native":
        gather(hits, tool.hits(codes))
    rows = [[] for _ in texts]
    for (number, *place), count in hits.items():
        rows[number // 2].append([number % 2, *place, count])
    print(json.dumps([[*each, sorted(row)] for each, row in zip(done, rows)]))


def gather(hits, rows):
    """Code objects of one name on one line are one here, as they are to line_profiler."""
    for *place, count in rows:
        if count:
            hits[tuple(place)] = hits.get(tuple(place), 0) + count


main(*sys.argv[1:])
