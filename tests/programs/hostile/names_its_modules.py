import sys
print(sorted(name for name in sys.modules if "." not in name))  # hits 1
import os
print(sorted(os.environ))  # hits 1
print([os.path.basename(each) for each in sys.path], sys.path_hooks.__len__(), len(sys.meta_path))  # hits 1
