/* What every file here includes: Python's headers and the few words compilers spell differently. */
#ifndef HEATLINE_SHARED_H
#define HEATLINE_SHARED_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

#if defined(__GNUC__) || defined(__clang__)
#define LIKELY(condition) __builtin_expect(!!(condition), 1)
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#define NOINLINE __attribute__((noinline))
#else
#define LIKELY(condition) (condition)
#define UNLIKELY(condition) (condition)
#define NOINLINE __declspec(noinline)
#endif

#if defined(_WIN32)
#define HIDDEN
#else
#define HIDDEN __attribute__((visibility("hidden")))
#endif

/* A variable of each thread's own. glibc keeps room for a few that are found without a call, musl does not. */
#if defined(_MSC_VER)
#define THREAD_LOCAL __declspec(thread)
#elif defined(__GLIBC__)
#define THREAD_LOCAL __thread __attribute__((tls_model("initial-exec")))
#else
#define THREAD_LOCAL __thread
#endif

#endif
