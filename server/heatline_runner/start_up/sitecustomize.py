"""What Python's ``site`` finds before any other ``sitecustomize``, by the PYTHONPATH that it was started with.

It has the measuring begin, undoes all by which it was found, and hands on to the user's own ``sitecustomize``. Where
there is none that is an ImportError of that name, which ``site`` takes without a word. Any Python may come here that
the program starts, so this text is one that all of them read.
"""

# mypy: disable-error-code="no-untyped-def,no-untyped-call"
import os
import sys

HERE = os.path.dirname(__file__)
SERVER = os.path.dirname(os.path.dirname(HERE))
OLDEST = (3, 10)


class OwnBuiltins:
    """Loads modules of ours with built-ins that stay what they are, whatever the program replaces."""

    def __init__(self, spec):
        self.loader = spec.loader

    def create_module(self, spec):  # noqa: ARG002  (as Python calls it)
        """As Python does it."""
        return

    def exec_module(self, module):
        """Run the module's code."""
        module.__dict__["__builtins__"] = BUILTINS
        exec(self.loader.get_code(module.__name__), module.__dict__)


class Finder:
    """Finds modules of ours, and no other."""

    @staticmethod
    def find_spec(name, path=None, target=None):  # noqa: ARG004  (likewise)
        """By Python's own finder of files."""
        if name.partition(".")[0] != "heatline_runner":
            return None
        finder = sys.modules["_frozen_importlib_external"].PathFinder
        spec = finder.find_spec(name, path if path is not None else [SERVER])
        if spec is not None:
            spec.loader = OwnBuiltins(spec)
        return spec


def begin(folder):
    """Begin the run in ``folder``, if this process is one that it is of; nothing that was loaded for it stays."""
    if sys.version_info < OLDEST:
        return False
    modules, found = set(sys.modules), set(sys.path_importer_cache)
    sys.meta_path.insert(0, Finder)
    try:
        from heatline_runner.hooked_child import begin

        return begin(folder, "HEATLINE_CHILD" in os.environ)
    except Exception:  # noqa: BLE001  (whatever it is: the program runs, and the run says that nothing was measured)
        return False
    finally:
        sys.meta_path.remove(Finder)
        for name in set(sys.modules) - modules:
            del sys.modules[name]
        for path in set(sys.path_importer_cache) - found:
            del sys.path_importer_cache[path]


def tell_unmeasured(folder):
    """Leave a word for the run: this Python, which its program started, is not measured."""
    try:
        import marshal

        kind = "PyPy" if hasattr(sys, "pypy_version_info") else "Python"
        words = "%s %d.%d" % (kind, sys.version_info[0], sys.version_info[1])  # noqa: UP031  (old Pythons)
        with open(os.path.join(folder, "unmeasured.bin"), "ab") as file:
            file.write(marshal.dumps(words, 4 if sys.version_info >= (3, 4) else 2))
    except Exception:  # noqa: BLE001  (then nobody is told)
        pass


def restore():
    """Make the environment what it was given for the program."""
    del os.environ["HEATLINE_RUN"]
    os.environ.pop("HEATLINE_CHILD", None)
    plain = os.environ.pop("HEATLINE_PYTHONPATH", None)
    if plain is None:
        os.environ.pop("PYTHONPATH", None)
    else:
        os.environ["PYTHONPATH"] = plain


if HERE in sys.path:
    sys.path.remove(HERE)
getattr(sys, "path_importer_cache", {}).pop(HERE, None)
if "HEATLINE_RUN" in os.environ:
    BUILTINS = dict(__builtins__ if isinstance(__builtins__, dict) else vars(__builtins__))
    FOLDER = os.environ["HEATLINE_RUN"]
    BEGAN = begin(FOLDER)
    if "HEATLINE_CHILD" in os.environ and not BEGAN:
        tell_unmeasured(FOLDER)
    if BEGAN or "HEATLINE_CHILD" in os.environ:
        restore()
del sys.modules["sitecustomize"]
__import__("sitecustomize")
