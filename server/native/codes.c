#include "codes.h"

#include <stdlib.h>

#include "clock.h"
#include "events.h"
#include "frames.h"
#include "pace.h"

#include "opcode.h"

#if PY_VERSION_HEX < 0x030C0000
#define PyUnstable_Eval_RequestCodeExtraIndex _PyEval_RequestCodeExtraIndex
#define PyUnstable_Code_GetExtra _PyCode_GetExtra
#define PyUnstable_Code_SetExtra _PyCode_SetExtra
#endif

/* What a measured code object has for an extra, in a ring of all of them. */
typedef struct Known {
    struct Known *before, *after;
    PyObject *code; /* which frees this as it is freed */
    Record *record;
    Starts *starts;
} Known;

static Known ring = {&ring, &ring, NULL, NULL, NULL};
static Known library; /* the extra of all code that is none of the user's */
static Py_ssize_t extra_index = -1;
static PyObject *asked;         /* the callable */
static PyObject *library_files; /* the names of files of which nothing is the user's */

static void
forget(void *extra)
{
    Known *known = extra;
    if (known != NULL && known != &library) {
        known->before->after = known->after;
        known->after->before = known->before;
        free(known->starts);
        free(known);
    }
}

int
open_codes(PyObject *discover)
{
    extra_index = PyUnstable_Eval_RequestCodeExtraIndex(forget);
    if (extra_index < 0) {
        PyErr_SetString(PyExc_RuntimeError, "Python has no room left for what is known of code objects");
        return -1;
    }
    library_files = PySet_New(NULL);
    if (library_files == NULL) {
        return -1;
    }
    Py_INCREF(discover);
    asked = discover;
    return 0;
}

static inline Known *
known_of(PyObject *code)
{
    void *extra = NULL;
    PyUnstable_Code_GetExtra(code, extra_index, &extra);
    return extra;
}

Record *
known_record(PyObject *code)
{
    Known *known = known_of(code);
    return known == NULL ? NULL : known->record;
}

static void
set_library(PyObject *code)
{
    if (PyUnstable_Code_SetExtra(code, extra_index, &library) < 0) {
        PyErr_Clear();
    }
}

int
is_library(PyObject *code)
{
    Known *known = known_of(code);
    if (known == NULL && PySet_Contains(library_files, ((PyCodeObject *)code)->co_filename) > 0) {
        set_library(code);
        return 1;
    }
    return known == &library;
}

#if PY_VERSION_HEX >= 0x030C0000 && PY_VERSION_HEX < 0x030E0000
/* Python 3.12 and 3.13 look for an instruction's line from the first one on where code is long, at each line that
 * begins. Code of so many lines is told of by instructions instead, and we know ourselves which of them begin a line. */
static Starts *
find_starts(PyObject *code, const Record *record)
{
    if (record->count < LONG_LINES) {
        return NULL;
    }
    PyObject *bytes = PyObject_GetAttrString(code, "co_code"), *entry;
    PyObject *lines = bytes == NULL ? NULL : PyObject_CallMethod(code, "co_lines", NULL);
    Py_ssize_t units = bytes == NULL ? 0 : PyBytes_GET_SIZE(bytes) / 2;
    Starts *starts = lines == NULL ? NULL : calloc(1, sizeof *starts + (size_t)units * sizeof *starts->lines);
    long before = 0;
    while (starts != NULL && (entry = PyIter_Next(lines)) != NULL) {
        long start, end, line;
        if (PyTuple_GET_ITEM(entry, 2) != Py_None && PyArg_ParseTuple(entry, "lll", &start, &end, &line)) {
            int resumes = (unsigned char)PyBytes_AS_STRING(bytes)[start] == RESUME;
            if (line > 0 && line != before && start / 2 < units && !resumes) {
                starts->lines[start / 2] = (uint32_t)line;
            }
            before = line;
        }
        Py_DECREF(entry);
    }
    if (starts != NULL) {
        starts->units = units;
    }
    Py_XDECREF(lines);
    Py_XDECREF(bytes);
    PyErr_Clear(); /* then the interpreter looks for them */
    return starts;
}
#else
static Starts *
find_starts(PyObject *Py_UNUSED(code), const Record *Py_UNUSED(record))
{
    return NULL;
}
#endif

Starts *
starts_of(PyObject *code)
{
    Known *known = known_of(code);
    return known == NULL ? NULL : known->starts;
}

/* -1 with an exception set. */
static int
set_known(PyObject *code, Record *record)
{
    Known *known = malloc(sizeof *known);
    if (known == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    *known = (Known){&ring, ring.after, code, record, find_starts(code, record)};
    if (PyUnstable_Code_SetExtra(code, extra_index, known) < 0) {
        free(known->starts);
        free(known);
        return -1;
    }
    ring.after->before = known;
    ring.after = known;
    return watch_code(code);
}

/* The first and last of the lines that `code` itself has; 0 where it has none, -1 with an exception set. */
static int
line_range(PyObject *code, long *first, long *last)
{
    PyObject *lines = PyObject_CallMethod(code, "co_lines", NULL), *entry;
    if (lines == NULL) {
        return -1;
    }
    *first = LONG_MAX;
    *last = 0;
    while ((entry = PyIter_Next(lines)) != NULL) {
        PyObject *line = PyTuple_GET_ITEM(entry, 2);
        long number = line == Py_None ? 0 : PyLong_AsLong(line);
        if (number > 0) {
            *first = number < *first ? number : *first;
            *last = number > *last ? number : *last;
        }
        Py_DECREF(entry);
    }
    Py_DECREF(lines);
    return PyErr_Occurred() ? -1 : *last > 0;
}

#if !HAVE_MONITORING
/* A trace function may have to be called at every instruction, so longer lines cost more. Measured: what is the same for
 * all lines is as much as that is for 5 units of code on 3.11, and for one on 3.10; calibration counts by lines of 2. */
#define LINE_PART (PY_VERSION_HEX >= 0x030B0000 ? 5u : 1u)
#define COUNTED_BY 2u

/* How many units of code from `start` to `end`, in bytes, run each time: what is before a loop runs once. */
static uint64_t
units_of(const unsigned char *bytes, long start, long end)
{
    uint64_t units = 0;
    for (long at = start; at < end; at += 2) {
        units = bytes[at] == FOR_ITER ? 1 : units + 1;
    }
    return units;
}

/* Gives the slots of the lines that `code` has their weights, by the longest stretch of each; a module on 3.11 begins on
 * line 0, which is none. -1 with an exception set. */
static int
weigh_lines(PyObject *code, Record *record)
{
    PyObject *bytes = PyObject_GetAttrString(code, "co_code"), *entry;
    PyObject *lines = bytes == NULL ? NULL : PyObject_CallMethod(code, "co_lines", NULL);
    while (lines != NULL && (entry = PyIter_Next(lines)) != NULL) {
        long start, end, line;
        if (PyTuple_GET_ITEM(entry, 2) != Py_None && PyArg_ParseTuple(entry, "lll", &start, &end, &line) && line > 0) {
            uint64_t *weight = &record->slots[line - (long)record->first_line].weight;
            uint64_t units = units_of((const unsigned char *)PyBytes_AS_STRING(bytes), start, end);
            uint64_t wanted = WHOLE * (LINE_PART + units) / (LINE_PART + COUNTED_BY);
            *weight = wanted > *weight ? wanted : *weight;
        }
        Py_DECREF(entry);
    }
    Py_XDECREF(lines);
    Py_XDECREF(bytes);
    return PyErr_Occurred() ? -1 : 0;
}
#endif

/* Where events are told of, what awaits a coroutine goes a longer way to it. Measured, on 3.12 and newer. */
static uint64_t
weight_of_calls(PyObject *code)
{
    int is_coroutine = ((PyCodeObject *)code)->co_flags & CO_COROUTINE;
    return HAVE_MONITORING && is_coroutine ? WHOLE * 7 / 4 : WHOLE;
}

/* Makes `code` known by its place. NULL with an exception set, or without where there is no room. */
static Record *
measure(PyObject *code, uint64_t place)
{
    long first, last;
    int has_lines = line_range(code, &first, &last);
    if (has_lines < 0) {
        return NULL;
    }
    Record *record = has_lines ? record_of(place, first, last) : NULL;
    if (record == NULL) {
        header->unmeasured_codes += (uint64_t)has_lines;
        set_library(code);
        return NULL;
    }
    record->weight = weight_of_calls(code);
#if !HAVE_MONITORING
    if (record->calls == 0 && record->resumes == 0 && weigh_lines(code, record) < 0) {
        return NULL;
    }
#endif
    return set_known(code, record) < 0 ? NULL : record;
}

/* Does what `answer` says of `code`: False, that nothing of its file is measured; None, that it is not; or its place. */
static Record *
follow(PyObject *code, PyObject *answer)
{
    unsigned long file, index;
    if (PyTuple_Check(answer)) {
        return PyArg_ParseTuple(answer, "kk", &file, &index) ? measure(code, (uint64_t)file << 32 | index) : NULL;
    }
    set_library(code);
    return answer == Py_False ? (PySet_Add(library_files, ((PyCodeObject *)code)->co_filename), NULL) : NULL;
}

static Record *
ask(PyObject *code)
{
    if (is_library(code)) {
        return NULL;
    }
    PyObject *answer = PyObject_CallFunctionObjArgs(asked, code, NULL);
    Record *record = NULL;
    if (answer != NULL && header != NULL && known_of(code) == NULL) {
        record = follow(code, answer);
    } else if (answer != NULL) { /* another thread was faster, or this is a forked child now */
        record = known_record(code);
    }
    Py_XDECREF(answer);
    return record;
}

/* Whether the exception that is set comes from asking itself: the program must not meet it. */
static int
is_ours(void)
{
    return PyErr_ExceptionMatches(PyExc_RecursionError) || PyErr_ExceptionMatches(PyExc_MemoryError);
}

static NOINLINE Record *
ask_aside(PyObject *code, uint64_t *moment)
{
    PyObject *kind, *value, *trace;
    PyErr_Fetch(&kind, &value, &trace);
    Record *record = ask(code);
    if (!PyErr_Occurred() || is_ours()) {
        PyErr_Restore(kind, value, trace);
    } else {
        Py_XDECREF(kind);
        Py_XDECREF(value);
        Py_XDECREF(trace);
        record = NULL;
    }
    if (this_thread != NULL && header != NULL) {
        put_aside(this_thread, record, *moment);
    }
    *moment = now();
    return record;
}

Record *
find_record(PyObject *code, uint64_t *moment)
{
    Known *known = known_of(code);
    if (LIKELY(known != NULL)) {
        return known->record;
    }
    return has_counters() ? ask_aside(code, moment) : NULL;
}

int
for_each_code(int (*act)(PyObject *code))
{
    for (Known *known = ring.after; known != &ring; known = known->after) {
        if (act(known->code) < 0) {
            return -1;
        }
    }
    return 0;
}

Record *
scratch_record(PyObject *code)
{
    static uint64_t scratches;
    Record *record = measure(code, (uint64_t)SCRATCH_FILE << 32 | scratches++);
    if (record == NULL && !PyErr_Occurred()) {
        PyErr_NoMemory();
    }
    return record;
}
