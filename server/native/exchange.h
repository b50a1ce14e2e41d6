/* Puts a C function of ours in the place of a built-in's, where no program can see the difference: the function object
 * stays the one it was, with its name, its documentation and its identity; only what it calls is exchanged. */
#ifndef HEATLINE_EXCHANGE_H
#define HEATLINE_EXCHANGE_H

#include "shared.h"

typedef struct {
    PyMethodDef *method; /* NULL where nothing is exchanged */
    PyCFunction before;  /* what it called: ours calls it in turn */
} Exchange;

/* Has built-in `function` call `ours`, of the same calling convention. Nothing where it is no built-in. */
HIDDEN void exchange(Exchange *exchange, PyObject *function, PyCFunction ours);

/* The same of the built-in called `name` in `module`, which is loaded for it. -1 with an exception set. */
HIDDEN int exchange_in(Exchange *exchanged, const char *module, const char *name, PyCFunction ours);

HIDDEN void put_back(Exchange *exchange);

#endif
