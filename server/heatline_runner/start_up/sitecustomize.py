"""What Python's ``site`` finds before any other ``sitecustomize``, by the PYTHONPATH that the supervisor gave it.

It has the measuring begin, undoes all by which it was found, and hands on to the user's own ``sitecustomize``. Where
there is none that is an ImportError of that name, which ``site`` takes without a word.
"""

import os
import sys

HERE = os.path.dirname(__file__)
SERVER = os.path.dirname(os.path.dirname(HERE))


def begin(folder: str) -> bool:
    """Begin the run in ``folder``, if this is the process that it is of; nothing that was loaded for it stays."""
    modules, found = set(sys.modules), set(sys.path_importer_cache)
    sys.path.insert(0, SERVER)
    try:
        from heatline_runner.hooked_child import begin

        return begin(folder)
    except Exception:  # noqa: BLE001  (whatever it is: the program runs, and the run says that nothing was measured)
        return False
    finally:
        sys.path.remove(SERVER)
        for name in set(sys.modules) - modules:
            del sys.modules[name]
        for path in set(sys.path_importer_cache) - found:
            del sys.path_importer_cache[path]


def restore() -> None:
    """Make the environment what it was given for the program."""
    del os.environ["HEATLINE_RUN"]
    plain = os.environ.pop("HEATLINE_PYTHONPATH", None)
    if plain is None:
        os.environ.pop("PYTHONPATH", None)
    else:
        os.environ["PYTHONPATH"] = plain


if HERE in sys.path:
    sys.path.remove(HERE)
sys.path_importer_cache.pop(HERE, None)
if "HEATLINE_RUN" in os.environ and begin(os.environ["HEATLINE_RUN"]):
    restore()
del sys.modules["sitecustomize"]
__import__("sitecustomize")
