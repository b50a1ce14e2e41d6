/* Where events come from: sys.monitoring from Python 3.12 on (monitored.c), a trace function before (traced.c). */
#ifndef HEATLINE_EVENTS_H
#define HEATLINE_EVENTS_H

#include "layout.h"
#include "shared.h"

#define HAVE_MONITORING (PY_VERSION_HEX >= 0x030C0000)

/* Events come from now on, in all threads. -1 with an exception set. */
HIDDEN int start_events(void);

/* No more of them; all that was exchanged for ours is put back. Also called in a forked child. */
HIDDEN void stop_events(void);

/* Whether code that is not measured runs just as it does without us, until this is called again: for calibration. */
HIDDEN void step_aside(int aside);

/* Has events come of `code`, which has a record. -1 with an exception set. */
HIDDEN int watch_code(PyObject *code);

#endif
