/* The module `_heatline_tracer`: what engines/line_time/native.py drives. README.md says how it works. */
#include "children.h"
#include "clock.h"
#include "codes.h"
#include "counters.h"
#include "pace.h"
#include "events.h"
#include "platform.h"
#include "shared.h"
#include "threads.h"

#include <string.h>

static int is_running = 0;

static void
parent_forks(void)
{
    if (header != NULL) {
        header->forks++;
    }
}

/* The file stays its parent's: a forked child writes nothing into it, and has its own from its first event on. */
static void
child_forks(void)
{
    leave_counters();
    this_thread = NULL;
}

static int
check_interpreter(void)
{
#ifdef Py_GIL_DISABLED
    PyErr_SetString(PyExc_RuntimeError, "Heatline's tracer does not measure a Python without its lock");
    return -1;
#else
    if (PyInterpreterState_Get() != PyInterpreterState_Main()) {
        PyErr_SetString(PyExc_RuntimeError, "Heatline's tracer measures no sub-interpreters");
        return -1;
    }
    if (header != NULL) {
        PyErr_SetString(PyExc_RuntimeError, "Heatline's tracer was started before");
        return -1;
    }
    return 0;
#endif
}

PyDoc_STRVAR(start_doc, "start(path, discover, clock, edges)\n\n"
                        "Measure from now on, into a new file at `path`. `clock` is 'auto' or 'system'.");

static PyObject *
start(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *path, *discover;
    const char *clock;
    int edges;
    if (check_interpreter() < 0 ||
        !PyArg_ParseTuple(args, "O&Osp", PyUnicode_FSConverter, &path, &discover, &clock, &edges)) {
        return NULL;
    }
    int opened = open_counters(PyBytes_AS_STRING(path));
    Py_DECREF(path);
    if (opened < 0 || open_codes(discover) < 0) {
        return NULL;
    }
    choose_clock(strcmp(clock, "system") != 0);
    header->clock = (uint64_t)clock_is_tsc;
    header->edges = (uint64_t)edges;
    read_pair(&header->start_ticks, &header->start_ns);
    header->pair_ticks = header->start_ticks;
    header->pair_ns = header->start_ns;
    at_fork(note_counters, parent_forks, child_forks);
    is_running = 1;
    learn_pace(1);
    if (start_events() < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

PyDoc_STRVAR(stop_doc, "stop()\n\nMeasure no more. Lines that are open stay so.");

static PyObject *
stop(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused))
{
    if (is_running) {
        is_running = 0;
        if (header != NULL && header->end_ticks == 0) {
            header->end_ticks = now();
        }
        stop_events();
        leave_children();
    }
    Py_RETURN_NONE;
}

PyDoc_STRVAR(end_doc, "end()\n\nThe program has ended: what comes is only to find out what measuring costs.");

static PyObject *
end(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused))
{
    if (header != NULL && header->end_ticks == 0) {
        header->end_ticks = now();
    }
    Py_RETURN_NONE;
}

PyDoc_STRVAR(pair_doc, "pair()\n\nNote this moment by both clocks, for the rate of the one by the other.");

static PyObject *
pair(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused))
{
    if (header != NULL) {
        read_pair(&header->pair_ticks, &header->pair_ns);
    }
    Py_RETURN_NONE;
}

PyDoc_STRVAR(now_doc, "now()\n\nTicks of the tracer's clock.");

static PyObject *
now_(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused))
{
    return PyLong_FromUnsignedLongLong(now());
}

PyDoc_STRVAR(knows_doc, "knows(code)\n\nWhether it is measured.");

static PyObject *
knows(PyObject *Py_UNUSED(module), PyObject *code)
{
    if (!PyCode_Check(code)) {
        return PyErr_Format(PyExc_TypeError, "a code object, not %R", code);
    }
    Record *record = is_running ? known_record(code) : NULL;
    return PyBool_FromLong(record != NULL && !is_scratch(record));
}

PyDoc_STRVAR(watch_doc, "watch(code)\n\nMeasure code of ours, to find out what measuring costs.");

static PyObject *
watch(PyObject *Py_UNUSED(module), PyObject *code)
{
    if (!PyCode_Check(code) || header == NULL || !is_running) {
        return PyErr_Format(PyExc_TypeError, "a code object while measuring, not %R", code);
    }
    if (scratch_record(code) == NULL) {
        return NULL;
    }
    Py_RETURN_NONE;
}

/* A list of (line, hits, ticks, own) of the lines that ran. */
static PyObject *
lines_of(const Record *record)
{
    PyObject *lines = PyList_New(0);
    for (uint64_t i = 0; lines != NULL && i < record->count; i++) {
        const Slot *slot = &record->slots[i];
        if (slot->hits == 0) {
            continue;
        }
        PyObject *line = Py_BuildValue("(KKKK)", (unsigned long long)(record->first_line + i),
                                       (unsigned long long)slot->hits, (unsigned long long)slot->ticks,
                                       (unsigned long long)slot->own);
        if (line == NULL || PyList_Append(lines, line) < 0) {
            Py_CLEAR(lines);
        }
        Py_XDECREF(line);
    }
    return lines;
}

PyDoc_STRVAR(read_doc, "read(code)\n\n"
                       "(calls, resumes, ticks, gap, [(line, hits, ticks, own), ...]) of code that is measured.");

static PyObject *
read_(PyObject *Py_UNUSED(module), PyObject *code)
{
    Record *record = header != NULL && PyCode_Check(code) ? known_record(code) : NULL;
    if (record == NULL) {
        return PyErr_Format(PyExc_KeyError, "%R is not measured", code);
    }
    return Py_BuildValue("(KKKKN)", (unsigned long long)record->calls, (unsigned long long)record->resumes,
                         (unsigned long long)record->ticks, (unsigned long long)record->gap, lines_of(record));
}

PyDoc_STRVAR(step_aside_doc, "step_aside(aside)\n\nWhether code that is not measured runs just as it does without us.");

static PyObject *
step_aside_(PyObject *Py_UNUSED(module), PyObject *aside)
{
    if (is_running) {
        step_aside(PyObject_IsTrue(aside) > 0);
    }
    Py_RETURN_NONE;
}

PyDoc_STRVAR(follow_doc, "follow(started, ended)\n\n"
                         "Measure what is forked from now on. `started(name, args)` is called before a function of\n"
                         "that name starts a process, and gives the arguments in their place; `ended()` after it.");

static PyObject *
follow(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *started, *ended;
    if (!PyArg_ParseTuple(args, "OO", &started, &ended) || follow_children(started, ended) < 0) {
        return NULL;
    }
    may_follow = 1;
    Py_RETURN_NONE;
}

PyDoc_STRVAR(follow_subprocess_doc, "follow_subprocess()\n\nThe same of what subprocess and multiprocessing start.");

static PyObject *
follow_subprocess_(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused))
{
    if (may_follow && follow_subprocess() < 0) {
        return NULL;
    }
    Py_RETURN_NONE;
}

PyDoc_STRVAR(path_doc, "path()\n\nThat of the file this process counts in, as bytes; None where it has none.");

static PyObject *
path_(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused))
{
    const char *path = counters_path();
    if (path == NULL) {
        Py_RETURN_NONE;
    }
    return PyBytes_FromString(path);
}

PyDoc_STRVAR(counted_doc, "counted()\n\nWeighted (intervals, calls, resumptions) of this thread so far.");

static PyObject *
counted(PyObject *Py_UNUSED(module), PyObject *Py_UNUSED(unused))
{
    Counts none = {0, 0, 0, 0}, *counts = this_thread == NULL ? &none : &this_thread->counts;
    return Py_BuildValue("(ddd)", (double)counts->lines / WHOLE, (double)counts->calls / WHOLE,
                         (double)counts->resumes / WHOLE);
}

PyDoc_STRVAR(set_costs_doc, "set_costs(at_end, line, call, resume)\n\nNote what one of each costs, in ticks.");

static PyObject *
set_costs(PyObject *Py_UNUSED(module), PyObject *args)
{
    int at_end;
    Costs costs;
    if (!PyArg_ParseTuple(args, "pddd", &at_end, &costs.line, &costs.call, &costs.resume)) {
        return NULL;
    }
    learn_pace(0);
    if (header != NULL) {
        *(at_end ? &header->costs_at_end : &header->costs_at_start) = costs;
    }
    Py_RETURN_NONE;
}

static PyMethodDef functions[] = {
    {"start", start, METH_VARARGS, start_doc},
    {"stop", stop, METH_NOARGS, stop_doc},
    {"end", end, METH_NOARGS, end_doc},
    {"pair", pair, METH_NOARGS, pair_doc},
    {"now", now_, METH_NOARGS, now_doc},
    {"knows", knows, METH_O, knows_doc},
    {"watch", watch, METH_O, watch_doc},
    {"read", read_, METH_O, read_doc},
    {"step_aside", step_aside_, METH_O, step_aside_doc},
    {"counted", counted, METH_NOARGS, counted_doc},
    {"follow", follow, METH_VARARGS, follow_doc},
    {"follow_subprocess", follow_subprocess_, METH_NOARGS, follow_subprocess_doc},
    {"path", path_, METH_NOARGS, path_doc},
    {"set_costs", set_costs, METH_VARARGS, set_costs_doc},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef_Slot slots[] = {
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_MULTIPLE_INTERPRETERS_NOT_SUPPORTED},
#endif
    {0, NULL},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_heatline_tracer",
    .m_doc = "Counts and times the lines of a program.",
    .m_size = 0,
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit__heatline_tracer(void)
{
    return PyModuleDef_Init(&definition);
}
