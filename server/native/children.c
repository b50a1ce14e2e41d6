#include "children.h"

#include "clock.h"
#include "counters.h"
#include "exchange.h"

#if PY_VERSION_HEX >= 0x030C0000
#define FORK_EXEC_IS_FAST 1
#else
#define FORK_EXEC_IS_FAST 0
#endif

typedef PyObject *(*Fast)(PyObject *, PyObject *const *, Py_ssize_t);
typedef PyObject *(*FastNamed)(PyObject *, PyObject *const *, Py_ssize_t, PyObject *);

static PyObject *started, *ended; /* what is called before and after */

/* What `started` has in place of the first `count` of `args`: a tuple as long. NULL where it is to be as it is, with an
 * exception set where that is not ours: a signal may have come. */
static PyObject *
changed(const char *name, PyObject *const *args, Py_ssize_t count)
{
    PyObject *given = PyTuple_New(count), *answer = NULL;
    for (Py_ssize_t i = 0; given != NULL && i < count; i++) {
        PyTuple_SET_ITEM(given, i, Py_NewRef(args[i]));
    }
    if (given != NULL) {
        answer = PyObject_CallFunction(started, "sO", name, given);
        Py_DECREF(given);
    }
    if (answer != NULL && PyTuple_Check(answer) && PyTuple_GET_SIZE(answer) == count) {
        return answer;
    }
    Py_XDECREF(answer);
    if (PyErr_Occurred() &&
        (PyErr_ExceptionMatches(PyExc_RecursionError) || PyErr_ExceptionMatches(PyExc_MemoryError))) {
        PyErr_Clear();
    }
    return NULL;
}

static int
is_interrupted(void)
{
    return PyErr_Occurred() != NULL;
}

/* After the call; `result` unless a signal came meanwhile. */
static PyObject *
after(PyObject *result)
{
    PyObject *kind, *value, *trace;
    PyErr_Fetch(&kind, &value, &trace);
    PyObject *done = PyObject_CallNoArgs(ended);
    if (done == NULL && kind == NULL) {
        Py_XDECREF(result);
        return NULL;
    }
    Py_XDECREF(done);
    PyErr_Restore(kind, value, trace);
    return result;
}

/* The arguments of a call as they are handed on: those in place of the first, then those by name. */
static PyObject *
call_fast(Exchange *exchanged, const char *name, PyObject *module, PyObject *const *args, Py_ssize_t count,
          PyObject *names)
{
    Py_ssize_t named = names == NULL ? 0 : PyTuple_GET_SIZE(names);
    FastNamed before = (FastNamed)(void (*)(void))exchanged->before;
    PyObject *ours = changed(name, args, count);
    if (ours == NULL) {
        return is_interrupted() ? NULL : before(module, args, count, names);
    }
    PyObject **all = PyMem_Malloc((size_t)(count + named + 1) * sizeof *all), *result = NULL;
    if (all == NULL) {
        PyErr_NoMemory();
    } else {
        for (Py_ssize_t i = 0; i < count + named; i++) {
            all[i] = i < count ? PyTuple_GET_ITEM(ours, i) : args[i];
        }
        result = before(module, all, count, names);
        PyMem_Free(all);
    }
    Py_DECREF(ours);
    return after(result);
}

/* The process becomes another program, and so ends here, unless that fails. */
static void
leave_program(int leaves)
{
    if (header != NULL) {
        header->end_ticks = leaves ? now() : 0;
    }
}

#define STARTS(function)                                                                                               \
    static Exchange of_##function;                                                                                     \
    static PyObject *on_##function(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)         \
    {                                                                                                                  \
        return call_fast(&of_##function, #function, module, args, count, names);                                         \
    }

STARTS(posix_spawn)
STARTS(posix_spawnp)
STARTS(system)

static Exchange of_execve;

static PyObject *
on_execve(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    leave_program(1);
    PyObject *result = call_fast(&of_execve, "execve", module, args, count, names);
    leave_program(0);
    return result;
}

static Exchange of_execv, of_fork_exec, of_exit;

static PyObject *
on_execv(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Fast before = (Fast)(void (*)(void))of_execv.before;
    PyObject *ours = changed("execv", args, count);
    if (ours == NULL && is_interrupted()) {
        return NULL;
    }
    leave_program(1);
    PyObject *result = before(module, ours == NULL ? args : ((PyTupleObject *)ours)->ob_item, count);
    leave_program(0);
    Py_XDECREF(ours);
    return ours == NULL ? result : after(result);
}

#if FORK_EXEC_IS_FAST
static PyObject *
on_fork_exec(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    Fast before = (Fast)(void (*)(void))of_fork_exec.before;
    PyObject *ours = changed("fork_exec", args, count);
    if (ours == NULL) {
        return is_interrupted() ? NULL : before(module, args, count);
    }
    PyObject *result = before(module, ((PyTupleObject *)ours)->ob_item, count);
    Py_DECREF(ours);
    return after(result);
}
#else
static PyObject *
on_fork_exec(PyObject *module, PyObject *args)
{
    PyObject *ours = changed("fork_exec", ((PyTupleObject *)args)->ob_item, PyTuple_GET_SIZE(args));
    if (ours == NULL) {
        return is_interrupted() ? NULL : of_fork_exec.before(module, args);
    }
    PyObject *result = of_fork_exec.before(module, ours);
    Py_DECREF(ours);
    return after(result);
}
#endif

/* The process ends here, without a word to anyone. */
static PyObject *
on_exit_(PyObject *module, PyObject *const *args, Py_ssize_t count, PyObject *names)
{
    if (header != NULL && header->end_ticks == 0) {
        header->end_ticks = now();
    }
    return ((FastNamed)(void (*)(void))of_exit.before)(module, args, count, names);
}

#define OURS(function) (PyCFunction)(void (*)(void))function

static struct {
    Exchange *exchanged;
    const char *name;
    PyCFunction ours;
} all[] = {
    {&of_execv, "execv", OURS(on_execv)},
    {&of_execve, "execve", OURS(on_execve)},
    {&of_posix_spawn, "posix_spawn", OURS(on_posix_spawn)},
    {&of_posix_spawnp, "posix_spawnp", OURS(on_posix_spawnp)},
    {&of_system, "system", OURS(on_system)},
    {&of_exit, "_exit", OURS(on_exit_)},
};

int
follow_children(PyObject *before, PyObject *after_)
{
    started = Py_NewRef(before);
    ended = Py_NewRef(after_);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (exchange_in(all[i].exchanged, "posix", all[i].name, all[i].ours) < 0) {
            if (!PyErr_ExceptionMatches(PyExc_ImportError) && !PyErr_ExceptionMatches(PyExc_AttributeError)) {
                return -1;
            }
            PyErr_Clear(); /* this system has no such function */
        }
    }
    return 0;
}

int
follow_subprocess(void)
{
    return exchange_in(&of_fork_exec, "_posixsubprocess", "fork_exec", OURS(on_fork_exec));
}

void
leave_children(void)
{
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        put_back(all[i].exchanged);
    }
    put_back(&of_fork_exec);
}
