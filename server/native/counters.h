/* The mapped file as a bump allocator, and what is kept in it for as long as the process lives. */
#ifndef HEATLINE_COUNTERS_H
#define HEATLINE_COUNTERS_H

#include "layout.h"
#include "shared.h"

/* NULL before start(), and in a forked child that has no file of its own: it must not write into its parent's. */
HIDDEN extern Header *header;

/* Makes the file. -1 with an exception set. */
HIDDEN int open_counters(const char *path);

/* Around a fork, with the lock that Python's code runs under: what there is then, and in the child, that the file is its
 * parent's. */
HIDDEN void note_counters(void);
HIDDEN void leave_counters(void);

/* Whether this process has counters to write into. A forked child gets a file of its own here, if `may_follow`: a copy
 * of its parent's at the same address, with nothing counted yet. */
HIDDEN int has_counters(void);
HIDDEN extern int may_follow;

/* The path of the file that is written into, NULL where there is none. */
HIDDEN const char *counters_path(void);

/* `size` bytes of zeros, a multiple of 64 from the start of the file; NULL where there is no more room. */
HIDDEN void *allocate(uint64_t size);

static inline uint64_t
offset_of(const void *address)
{
    return (uint64_t)((const char *)address - (const char *)header);
}

static inline void *
at_offset(uint64_t offset)
{
    return (char *)header + offset;
}

/* The record of `place`, made for lines `first` to `last` at the first call. NULL where there is no room. */
HIDDEN Record *record_of(uint64_t place, long first, long last);

/* The edge from `slot` to `callee`, made at the first call. NULL where there is no room. */
HIDDEN Edge *edge_of(Slot *slot, Record *callee);

/* Whether `record` is of code that only calibrates. */
static inline int
is_scratch(const Record *record)
{
    return record->place >> 32 == SCRATCH_FILE;
}

#endif
