/* Events on Python 3.10 and 3.11: a trace function in C in every thread, set beneath `sys.settrace`, so that neither
 * `sys.gettrace` nor an audit hook sees it. It makes way for the program's own, thread by thread.
 */
#include "events.h"

#if !HAVE_MONITORING

#define Py_BUILD_CORE 1
#if PY_VERSION_HEX >= 0x030B0000
#include "internal/pycore_frame.h"
#else
#include <frameobject.h>
#endif
#include "opcode.h"

#include "codes.h"
#include "exchange.h"
#include "frames.h"
#include "passing.h"

static Exchange settrace, start_new_thread;
static PyInterpreterState *traced; /* the interpreter whose threads are ours, NULL for none */

#define CAN_YIELD (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)

#if PY_VERSION_HEX >= 0x030B0000
static inline struct _PyInterpreterFrame *
newest_frame(void)
{
    return _PyThreadState_UncheckedGet()->cframe->current_frame;
}

static inline uint64_t
key_of(PyFrameObject *Py_UNUSED(frame))
{
    return (uint64_t)(uintptr_t)newest_frame();
}

static inline PyObject *
code_of(PyFrameObject *Py_UNUSED(frame))
{
    return (PyObject *)newest_frame()->f_code;
}

/* A generator is entered at a RESUME, whose argument says after what: 0 for its start. */
static int
is_resumed(PyFrameObject *Py_UNUSED(frame))
{
    struct _PyInterpreterFrame *frame = newest_frame();
    if (!(frame->f_code->co_flags & CAN_YIELD)) {
        return 0;
    }
    _Py_CODEUNIT unit = *frame->prev_instr;
    return (_Py_OPCODE(unit) != RESUME && _Py_OPCODE(unit) != RESUME_QUICK) || _Py_OPARG(unit) != 0;
}

static int
is_suspended(PyFrameObject *Py_UNUSED(frame))
{
    struct _PyInterpreterFrame *frame = newest_frame();
    return (frame->f_code->co_flags & CAN_YIELD) && _Py_OPCODE(*frame->prev_instr) == YIELD_VALUE;
}
#else
static inline uint64_t
key_of(PyFrameObject *frame)
{
    return (uint64_t)(uintptr_t)frame;
}

static inline PyObject *
code_of(PyFrameObject *frame)
{
    return (PyObject *)frame->f_code;
}

static int
is_resumed(PyFrameObject *frame)
{
    return frame->f_lasti >= 0;
}

static int
is_suspended(PyFrameObject *frame)
{
    return frame->f_state == FRAME_SUSPENDED;
}
#endif

/* -1 with the exception that a signal's handler raised. */
static int
on_call(PyFrameObject *frame, uint64_t moment)
{
    PyObject *code = code_of(frame);
    Record *record = find_record(code, &moment);
    if (record == NULL) {
        return PyErr_Occurred() ? -1 : 0;
    }
    if (is_resumed(frame)) {
        frame_resumes(record, code, key_of(frame), moment);
    } else {
        frame_starts(record, code, key_of(frame), moment);
    }
    return 0;
}

static void
on_return(PyFrameObject *frame, PyObject *result, uint64_t moment)
{
    PyObject *code = code_of(frame);
    if (known_record(code) == NULL) {
        return;
    }
    if (result != NULL && is_suspended(frame)) {
        frame_yields(code, key_of(frame), moment);
    } else {
        frame_leaves(code, key_of(frame), moment);
    }
}

static int
on_event(PyObject *Py_UNUSED(nothing), PyFrameObject *frame, int what, PyObject *argument)
{
    uint64_t moment = now();
    if (LIKELY(what == PyTrace_LINE)) {
        frame_line(code_of(frame), key_of(frame), PyFrame_GetLineNumber(frame), moment);
    } else if (what == PyTrace_CALL) {
        return on_call(frame, moment);
    } else if (what == PyTrace_RETURN) {
        on_return(frame, argument, moment);
    } else if (what == PyTrace_EXCEPTION) {
        frame_raises(code_of(frame), key_of(frame));
    }
    return 0;
}

void
switch_tracing(PyThreadState *state, int on)
{
    state->c_tracefunc = on ? on_event : NULL;
    if (!state->tracing) {
        state->cframe->use_tracing = on || state->c_profilefunc != NULL ? 255 : 0;
    }
}

/* Has this thread's events come to us, unless the program has them. */
static void
attach(void)
{
    PyThreadState *state = PyThreadState_Get();
    if (state->interp == traced && state->c_tracefunc == NULL && has_counters()) {
        is_attached = 1;
        switch_tracing(state, 1);
    }
}

/* The program sets a trace function in this thread, or takes it off. */
static PyObject *
on_settrace(PyObject *module, PyObject *function)
{
    if (is_attached && function != Py_None && header != NULL) {
        uint64_t moment = now();
        if (header->yielded_ticks == 0) {
            header->yielded_ticks = moment;
        }
        leave_all(moment);
    }
    is_attached = 0;
    PyObject *result = settrace.before(module, function);
    attach();
    return result;
}

/* What a new thread runs in the place of `function`. */
static PyObject *
run(PyObject *function, PyObject *args, PyObject *named)
{
    attach();
    PyObject *result = PyObject_Call(function, args, named);
    if (result == NULL && !PyErr_ExceptionMatches(PyExc_SystemExit)) {
        _PyErr_WriteUnraisableMsg("in thread started by", function); /* as _thread would have of the function itself */
        Py_RETURN_NONE;
    }
    return result;
}

static PyMethodDef run_method = {"run", (PyCFunction)(void (*)(void))run, METH_VARARGS | METH_KEYWORDS, NULL};

static PyObject *
on_start_new_thread(PyObject *module, PyObject *args)
{
    PyCFunction before = start_new_thread.before;
    if (traced == NULL || !PyTuple_Check(args) || PyTuple_GET_SIZE(args) < 2 ||
        !PyCallable_Check(PyTuple_GET_ITEM(args, 0)) || !PyTuple_Check(PyTuple_GET_ITEM(args, 1))) {
        return before(module, args);
    }
    PyObject *ours = PyTuple_New(PyTuple_GET_SIZE(args));
    PyObject *function = PyCFunction_New(&run_method, PyTuple_GET_ITEM(args, 0)), *result = NULL;
    if (ours != NULL && function != NULL) {
        PyTuple_SET_ITEM(ours, 0, Py_NewRef(function));
        for (Py_ssize_t i = 1; i < PyTuple_GET_SIZE(args); i++) {
            PyTuple_SET_ITEM(ours, i, Py_NewRef(PyTuple_GET_ITEM(args, i)));
        }
        result = before(module, ours);
    }
    Py_XDECREF(function);
    Py_XDECREF(ours);
    return result;
}

int
watch_code(PyObject *Py_UNUSED(code))
{
    return 0;
}

int
start_events(void)
{
    if (exchange_in(&settrace, "sys", "settrace", on_settrace) < 0 ||
        exchange_in(&start_new_thread, "_thread", "start_new_thread", on_start_new_thread) < 0) {
        return -1;
    }
    traced = PyInterpreterState_Get();
    start_passing();
    attach();
    return 0;
}

void
stop_events(void)
{
    put_back(&settrace);
    put_back(&start_new_thread);
    stop_passing();
    PyThreadState *state = traced == NULL ? NULL : PyInterpreterState_ThreadHead(traced);
    for (; state != NULL; state = PyThreadState_Next(state)) {
        if (state->c_tracefunc == on_event) {
            switch_tracing(state, 0);
        }
    }
    traced = NULL;
}

#endif
