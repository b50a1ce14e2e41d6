/* Events by sys.monitoring, Python 3.12 and newer: of the user's code objects alone, switched on as each first starts.
 *
 * Every code object tells once that it starts; what is a library's is never heard of again.
 */
#include "events.h"

#if HAVE_MONITORING

#include "codes.h"
#include "exchange.h"
#include "frames.h"

#define TOOL_NAME "heatline"
#define NO_TOOL (-1)

static const int tools[] = {4, 3}; /* 0, 1, 2 and 5 are for debuggers, coverage, profilers and optimisers */
static int tool = NO_TOOL;
static PyObject *monitoring, *disable; /* the module, and what a callback returns to hear no more of a place */
static long local_events, events_of_long_code;
static Exchange use_tool_id;

/* By its address the interpreter's frame is known, for as long as it lives. */
static inline uint64_t
newest_frame(void)
{
#if PY_VERSION_HEX >= 0x030D0000
    return (uint64_t)(uintptr_t)PyThreadState_GetUnchecked()->current_frame;
#else
    return (uint64_t)(uintptr_t)_PyThreadState_UncheckedGet()->cframe->current_frame;
#endif
}

static inline long
line_number(PyObject *number)
{
    PyLongObject *value = (PyLongObject *)number;
    return LIKELY(PyUnstable_Long_IsCompact(value)) ? (long)PyUnstable_Long_CompactValue(value) : PyLong_AsLong(number);
}

/* A frame of long code starts. */
static void
begin_anew(PyObject *code, const Record *record)
{
    Starts *starts = UNLIKELY(record->count >= LONG_LINES) ? starts_of(code) : NULL;
    if (starts != NULL) {
        starts->last_line = 0;
    }
}

static PyObject *
on_start(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t Py_UNUSED(count))
{
    uint64_t moment = now();
    PyObject *code = args[0];
    Record *record = find_record(code, &moment);
    if (record != NULL) {
        frame_starts(record, code, newest_frame(), moment);
        begin_anew(code, record);
    } else if (PyErr_Occurred()) {
        return NULL;
    } else if (is_library(code)) {
        return Py_NewRef(disable);
    }
    Py_RETURN_NONE;
}

static PyObject *
on_line(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t Py_UNUSED(count))
{
    uint64_t moment = now();
    frame_line(args[0], newest_frame(), line_number(args[1]), moment);
    Py_RETURN_NONE;
}

/* Of long code, in place of on_line. */
static PyObject *
on_instruction(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t Py_UNUSED(count))
{
    uint64_t moment = now();
    Starts *starts = starts_of(args[0]);
    Py_ssize_t unit = line_number(args[1]) / 2;
    uint32_t line = starts == NULL || unit < 0 || unit >= starts->units ? 0 : starts->lines[unit];
    if (line == 0) {
        return Py_NewRef(disable);
    }
    if (line != starts->last_line || unit <= starts->last) {
        starts->last_line = line;
        frame_line(args[0], newest_frame(), line, moment);
    }
    starts->last = unit;
    Py_RETURN_NONE;
}

static PyObject *
on_resume(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t Py_UNUSED(count))
{
    uint64_t moment = now();
    Record *record = known_record(args[0]);
    if (record != NULL) {
        frame_resumes(record, args[0], newest_frame(), moment);
    }
    Py_RETURN_NONE;
}

static PyObject *
on_yield(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t Py_UNUSED(count))
{
    frame_yields(args[0], newest_frame(), now());
    Py_RETURN_NONE;
}

static PyObject *
on_return(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t Py_UNUSED(count))
{
    frame_leaves(args[0], newest_frame(), now());
    Py_RETURN_NONE;
}

/* Of all code, as Python has these two for no code object alone. */
static PyObject *
on_unwind(PyObject *Py_UNUSED(module), PyObject *const *args, Py_ssize_t Py_UNUSED(count))
{
    uint64_t moment = now();
    if (known_record(args[0]) != NULL) {
        uint64_t key = newest_frame();
        frame_raises(args[0], key);
        frame_leaves(args[0], key, moment);
    }
    Py_RETURN_NONE;
}

#define CALLBACK(name) {#name, (PyCFunction)(void (*)(void))name, METH_FASTCALL, NULL}

static struct {
    const char *event;
    int is_local;
    PyMethodDef method;
} callbacks[] = {
    {"PY_START", 1, CALLBACK(on_start)},   {"PY_RESUME", 1, CALLBACK(on_resume)}, {"LINE", 1, CALLBACK(on_line)},
    {"PY_RETURN", 1, CALLBACK(on_return)}, {"PY_YIELD", 1, CALLBACK(on_yield)},   {"PY_UNWIND", 0, CALLBACK(on_unwind)},
    {"PY_THROW", 0, CALLBACK(on_resume)},  {"INSTRUCTION", 0, CALLBACK(on_instruction)},
};
#define CALLBACKS (sizeof callbacks / sizeof *callbacks)

/* The number that sys.monitoring.events has for it; -1 with an exception set. */
static long
event_number(const char *name)
{
    PyObject *events = PyObject_GetAttrString(monitoring, "events");
    PyObject *value = events == NULL ? NULL : PyObject_GetAttrString(events, name);
    long number = value == NULL ? -1 : PyLong_AsLong(value);
    Py_XDECREF(value);
    Py_XDECREF(events);
    return number;
}

/* 0, or -1 with an exception set. */
static int
done(PyObject *result)
{
    Py_XDECREF(result);
    return result == NULL ? -1 : 0;
}

static int
set_global_events(long events)
{
    return done(PyObject_CallMethod(monitoring, "set_events", "il", tool, events));
}

static int
set_local_events(PyObject *code, long events)
{
    return done(PyObject_CallMethod(monitoring, "set_local_events", "iOl", tool, code, events));
}

static int
register_callback(size_t i, int ours)
{
    long event = event_number(callbacks[i].event);
    PyObject *callback = ours ? PyCFunction_New(&callbacks[i].method, NULL) : Py_NewRef(Py_None);
    int result = -1;
    if (event >= 0 && callback != NULL) {
        result = done(PyObject_CallMethod(monitoring, "register_callback", "ilO", tool, event, callback));
    }
    Py_XDECREF(callback);
    return result;
}

int
watch_code(PyObject *code)
{
    return set_local_events(code, starts_of(code) == NULL ? local_events : events_of_long_code);
}

void
step_aside(int Py_UNUSED(aside))
{
    /* it always does */
}

static int
watch_no_more(PyObject *code)
{
    return set_local_events(code, 0);
}

/* Takes a free tool id that is not `wanted` by another. 0 where there is none, -1 with an exception set. */
static int
take_tool(int wanted)
{
    for (size_t i = 0; i < sizeof tools / sizeof *tools; i++) {
        if (tools[i] == wanted) {
            continue;
        }
        if (done(PyObject_CallMethod(monitoring, "use_tool_id", "is", tools[i], TOOL_NAME)) == 0) {
            tool = tools[i];
            return 1;
        }
        if (!PyErr_ExceptionMatches(PyExc_ValueError)) {
            return -1;
        }
        PyErr_Clear();
    }
    return 0;
}

/* -1 with an exception set. */
static int
switch_on(void)
{
    long global_events = event_number("PY_START"), instructions = event_number("INSTRUCTION");
    local_events = 0;
    for (size_t i = 0; i < CALLBACKS; i++) {
        long event = event_number(callbacks[i].event);
        if (event < 0 || register_callback(i, 1) < 0) {
            return -1;
        }
        if (callbacks[i].is_local) {
            local_events |= event;
        } else if (event != instructions) {
            global_events |= event;
        }
    }
    events_of_long_code = (local_events & ~event_number("LINE")) | instructions;
    header->tool = (uint64_t)tool;
    return set_global_events(global_events) < 0 ? -1 : for_each_code(watch_code);
}

/* Leaves the id as if it had never been used; whatever fails, the rest is done. */
static void
switch_off(void)
{
    int failed = set_global_events(0) < 0;
    failed |= for_each_code(watch_no_more) < 0;
    for (size_t i = 0; i < CALLBACKS; i++) {
        failed |= register_callback(i, 0) < 0;
    }
    failed |= done(PyObject_CallMethod(monitoring, "free_tool_id", "i", tool)) < 0;
    tool = NO_TOOL;
    if (failed) {
        PyErr_Clear();
    }
}

/* The program wants the id that we have: it gets it, and we go on with another if there is one. */
static void
make_way(void)
{
    int wanted = tool;
    switch_off();
    if (take_tool(wanted) > 0 && switch_on() == 0) {
        return;
    }
    PyErr_Clear();
    if (tool != NO_TOOL) {
        switch_off();
    }
    leave_all(now());
    if (header != NULL && header->yielded_ticks == 0) {
        header->yielded_ticks = now();
    }
}

typedef PyObject *(*FastFunction)(PyObject *, PyObject *const *, Py_ssize_t);

static PyObject *
on_use_tool_id(PyObject *module, PyObject *const *args, Py_ssize_t count)
{
    PyCFunction before = use_tool_id.before;
    if (tool != NO_TOOL && header != NULL && count == 2 && PyLong_CheckExact(args[0]) && PyUnicode_Check(args[1]) &&
        PyLong_AsLong(args[0]) == tool) {
        make_way();
    } else {
        PyErr_Clear();
    }
    return ((FastFunction)(void (*)(void))before)(module, args, count);
}

int
start_events(void)
{
    monitoring = Py_XNewRef(PySys_GetObject("monitoring"));
    disable = monitoring == NULL ? NULL : PyObject_GetAttrString(monitoring, "DISABLE");
    if (disable == NULL) {
        return -1;
    }
    int taken = take_tool(NO_TOOL);
    if (taken == 0) {
        PyErr_SetString(PyExc_RuntimeError, "sys.monitoring has neither tool 3 nor tool 4 to give");
    }
    if (taken <= 0 || switch_on() < 0) {
        return -1;
    }
    PyObject *function = PyObject_GetAttrString(monitoring, "use_tool_id");
    if (function == NULL) {
        return -1;
    }
    exchange(&use_tool_id, function, (PyCFunction)(void (*)(void))on_use_tool_id);
    Py_DECREF(function);
    return 0;
}

void
stop_events(void)
{
    put_back(&use_tool_id);
    if (tool != NO_TOOL) {
        switch_off();
    }
}

#endif
