/* A trace function is called for each line of every frame and for each exception, and even calls that do nothing make a
 * library several times slower. So every frame is entered by way of `evaluate`, which switches tracing off for a library's and on for
 * the user's, and back as they are left.
 *
 * That takes a little of C's stack for each Python frame, which Python 3.11 does not. Where recursion is deep the hook
 * is taken out until it is not: deep recursion then works as without this, and libraries are slower meanwhile.
 */
#include "passing.h"

#if !HAVE_MONITORING

#define Py_BUILD_CORE 1
#if PY_VERSION_HEX >= 0x030B0000
#include "internal/pycore_frame.h"
#else
#include <frameobject.h>
#endif

#include "codes.h"

#define DEEPEST 1000 /* frames of one thread on C's stack, some hundred bytes each */

#if PY_VERSION_HEX >= 0x030B0000
typedef struct _PyInterpreterFrame EvaluatedFrame;
#else
typedef PyFrameObject EvaluatedFrame;
#endif

static int is_passing = 0;
static THREAD_LOCAL uint32_t depth = 0;

THREAD_LOCAL int is_attached = 0;

static PyObject *evaluate(PyThreadState *state, EvaluatedFrame *frame, int throws);

static void
set_hook(PyThreadState *state, int on)
{
    _PyFrameEvalFunction now_set = _PyInterpreterState_GetEvalFrameFunc(state->interp);
    if (now_set == (on ? _PyEval_EvalFrameDefault : evaluate)) {
        _PyInterpreterState_SetEvalFrameFunc(state->interp, on ? evaluate : _PyEval_EvalFrameDefault);
    }
}

/* Leaves the hook out for as long as the stack is that deep. */
static void
go_deeper(PyThreadState *state)
{
    set_hook(state, 0);
    switch_tracing(state, 1);
}

static PyObject *
evaluate(PyThreadState *state, EvaluatedFrame *frame, int throws)
{
    if (!is_attached || !is_passing || state->tracing) {
        return _PyEval_EvalFrameDefault(state, frame, throws);
    }
    if (depth >= DEEPEST) {
        go_deeper(state);
        return _PyEval_EvalFrameDefault(state, frame, throws);
    }
    int before = state->c_tracefunc != NULL;
    switch_tracing(state, !is_library((PyObject *)frame->f_code));
    depth++;
    PyObject *result = _PyEval_EvalFrameDefault(state, frame, throws);
    depth--;
    if (is_attached && is_passing && !state->tracing) {
        switch_tracing(state, before);
        if (depth == DEEPEST / 2) {
            set_hook(state, 1);
        }
    }
    return result;
}

void
step_aside(int aside)
{
    static int was_on = 0;
    PyThreadState *state = PyThreadState_Get();
    if (!is_attached) {
        return;
    }
    if (aside) {
        was_on = state->c_tracefunc != NULL;
    }
    set_hook(state, !aside);
    switch_tracing(state, !aside && was_on);
}

void
start_passing(void)
{
    is_passing = 1;
    set_hook(PyThreadState_Get(), 1);
}

void
stop_passing(void)
{
    is_passing = 0;
    set_hook(PyThreadState_Get(), 0);
}

#endif
