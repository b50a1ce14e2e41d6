/* The clock: the processor's time-stamp counter where it is invariant, else the system's monotonic clock. */
#ifndef HEATLINE_CLOCK_H
#define HEATLINE_CLOCK_H

#include "shared.h"

#if defined(__x86_64__) || defined(_M_X64)
#define HAVE_TSC 1
#ifdef _MSC_VER
#include <intrin.h>
#else
#include <x86intrin.h>
#endif
#else
#define HAVE_TSC 0
#endif

HIDDEN extern int clock_is_tsc;

/* Nanoseconds of the system's monotonic clock, the one of Python's time.monotonic_ns(). */
HIDDEN uint64_t system_ns(void);

/* Takes the tsc if `wanted` and it is fit for it, else the system's clock. */
HIDDEN void choose_clock(int tsc_wanted);

/* One moment by both clocks, as near to each other as a few attempts bring them. */
HIDDEN void read_pair(uint64_t *ticks, uint64_t *ns);

static inline uint64_t
now(void)
{
#if HAVE_TSC
    if (LIKELY(clock_is_tsc)) {
        return __rdtsc();
    }
#endif
    return system_ns();
}

#endif
