/* Processes that the program starts: they are told how to be measured too, just as they are started. */
#ifndef HEATLINE_CHILDREN_H
#define HEATLINE_CHILDREN_H

#include "shared.h"

/* Has `started(name, args)` called before a built-in of os starts a process or becomes another program; it gives the
 * arguments in place of `args`, or None. `ended()` is called after. os._exit ends measuring first. -1 with an exception. */
HIDDEN int follow_children(PyObject *started, PyObject *ended);

/* The same before what subprocess and multiprocessing use, which is loaded for it. */
HIDDEN int follow_subprocess(void);

/* All that was exchanged is put back. */
HIDDEN void leave_children(void);

#endif
