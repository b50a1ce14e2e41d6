/* Library code on Python 3.10 and 3.11: it runs with tracing off, so at its own speed. */
#ifndef HEATLINE_PASSING_H
#define HEATLINE_PASSING_H

#include "events.h"

#if !HAVE_MONITORING

/* Whether the calling thread's events come to us, or would if it were not in library code now. */
HIDDEN extern THREAD_LOCAL int is_attached;

/* Has them come from now on, or not. */
HIDDEN void switch_tracing(PyThreadState *state, int on);

/* Has the frames of library code run with tracing off from now on, unless another has taken the interpreter's hook. */
HIDDEN void start_passing(void);
HIDDEN void stop_passing(void);

#endif
#endif
