#include "exchange.h"

void
exchange(Exchange *exchange, PyObject *function, PyCFunction ours)
{
    if (exchange->method != NULL || !PyCFunction_Check(function)) {
        return;
    }
    PyMethodDef *method = ((PyCFunctionObject *)function)->m_ml;
    exchange->method = method;
    exchange->before = method->ml_meth;
    method->ml_meth = ours;
}

void
put_back(Exchange *exchange)
{
    if (exchange->method != NULL) {
        exchange->method->ml_meth = exchange->before;
        exchange->method = NULL;
    }
}
