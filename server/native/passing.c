/* A trace function is called for each line of every frame, and even a call that does nothing makes a library several
 * times slower. So every frame is entered by way of `evaluate`, which switches tracing off for a library's and on for
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
#define ON 255

#if PY_VERSION_HEX >= 0x030B0000
typedef struct _PyInterpreterFrame EvaluatedFrame;
#else
typedef PyFrameObject EvaluatedFrame;
#endif

static int is_passing = 0;
static THREAD_LOCAL uint32_t depth = 0;

static PyObject *evaluate(PyThreadState *state, EvaluatedFrame *frame, int throws);

static void
set_hook(PyThreadState *state, int on)
{
    _PyFrameEvalFunction now_set = _PyInterpreterState_GetEvalFrameFunc(state->interp);
    if (now_set == (on ? _PyEval_EvalFrameDefault : evaluate)) {
        _PyInterpreterState_SetEvalFrameFunc(state->interp, on ? evaluate : _PyEval_EvalFrameDefault);
    }
}

static inline int
wanted_for(PyThreadState *state, PyObject *code)
{
    return state->c_profilefunc == NULL && is_library(code) ? 0 : ON;
}

static PyObject *
evaluate(PyThreadState *state, EvaluatedFrame *frame, int throws)
{
    if (!is_traced(state) || state->tracing || depth >= DEEPEST) {
        if (depth >= DEEPEST && is_passing && is_traced(state)) {
            set_hook(state, 0);
            state->cframe->use_tracing = state->tracing ? 0 : ON;
        }
        return _PyEval_EvalFrameDefault(state, frame, throws);
    }
    int before = state->cframe->use_tracing;
    state->cframe->use_tracing = (uint8_t)wanted_for(state, (PyObject *)frame->f_code);
    depth++;
    PyObject *result = _PyEval_EvalFrameDefault(state, frame, throws);
    depth--;
    if (is_traced(state) && !state->tracing) {
        state->cframe->use_tracing = (uint8_t)(state->c_profilefunc != NULL ? ON : before);
        if (is_passing && depth == DEEPEST / 2) {
            set_hook(state, 1);
        }
    }
    return result;
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
