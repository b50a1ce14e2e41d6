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

int
exchange_in(Exchange *exchanged, const char *module, const char *name, PyCFunction ours)
{
    PyObject *found = PyImport_ImportModule(module);
    PyObject *function = found == NULL ? NULL : PyObject_GetAttrString(found, name);
    if (function != NULL) {
        exchange(exchanged, function, ours);
    }
    Py_XDECREF(function);
    Py_XDECREF(found);
    return function == NULL ? -1 : 0;
}
