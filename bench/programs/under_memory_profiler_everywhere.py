"""``python under_memory_profiler_everywhere.py SCRIPT OUTPUT``: memory_profiler on every function of the script.

As if each were marked; its figures go to OUTPUT as JSON: {line: [increment in MiB, level in MiB, hits]}.
"""

import inspect
import json
import sys

import memory_profiler


def run(script, output):
    profiler = memory_profiler.LineProfiler(backend="psutil")
    with open(script, encoding="utf-8") as file:
        code = compile(file.read(), script, "exec")
    add_functions(profiler, code)
    sys.path.insert(0, "")
    sys.argv = [script]
    space = sys.modules["__main__"].__dict__
    space.update(__file__=script)
    try:
        with profiler:
            exec(code, space)
    finally:
        write(profiler, output)


def add_functions(profiler, parent):
    for child in filter(inspect.iscode, parent.co_consts):
        if child.co_flags & inspect.CO_NEWLOCALS:
            profiler.code_map.add(child)
        else:
            add_functions(profiler, child)


def write(profiler, output):
    figures = {line: values for _, lines in profiler.code_map.items() for line, values in lines if values is not None}
    with open(output, "w", encoding="utf-8") as file:
        json.dump(figures, file)


if __name__ == "__main__":
    run(*sys.argv[1:])
