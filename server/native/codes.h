/* Which code objects are measured: what is known of each is kept in its own room for such extras, so that nothing is
 * held alive, nothing is looked up in a table, and code that is freed is forgotten. */
#ifndef HEATLINE_CODES_H
#define HEATLINE_CODES_H

#include "counters.h"

/* Takes the slot, and the callable that is asked of code which starts for the first time. -1 with an exception set. */
HIDDEN int open_codes(PyObject *discover);

/* The record of `code` if it is measured, else NULL; never asks. */
HIDDEN Record *known_record(PyObject *code);

/* Whether `code` is known to be no code of the user's, or its file to have none; leaves no exception. */
HIDDEN int is_library(PyObject *code);

/* The same as known_record(), but asks of code that is not known yet, while its frame is the newest. `moment` is when
 * its event came: where there is asking, that time is put aside and `moment` is after it. The exception that is set
 * stays so; what a signal's handler raised meanwhile takes its place, and then NULL is returned. */
HIDDEN Record *find_record(PyObject *code, uint64_t *moment);

#define LONG_LINES 1000

/* Where lines begin in code that is so long that the interpreter takes long to find its lines, see codes.c. */
typedef struct {
    uint32_t last_line;     /* that began, 0 for none: of its newest frame */
    Py_ssize_t last, units; /* where that was; how many units of code there are */
    uint32_t lines[];       /* by the unit of code: the line that begins there, 0 for none */
} Starts;

/* Those of `code`, NULL where it is not that long. */
HIDDEN Starts *starts_of(PyObject *code);

/* Has `act` done with each code object that is measured: -1 from it ends that, with its exception. */
HIDDEN int for_each_code(int (*act)(PyObject *code));

/* Has `code` measured to find out what measuring costs: a record that the supervisor passes over. NULL with an
 * exception set. */
HIDDEN Record *scratch_record(PyObject *code);

#endif
