"""memory_profiler's mark where it runs the program, else one that does nothing."""

import builtins

profile = getattr(builtins, "profile", lambda function: function)
