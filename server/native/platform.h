/* What operating systems do differently: a mapped file, the end of a thread, a fork. */
#ifndef HEATLINE_PLATFORM_H
#define HEATLINE_PLATFORM_H

#include "shared.h"

/* Makes the file at `path` and maps it, zeros, as large as can be had; its size goes to `size`. NULL with OSError set. */
HIDDEN char *map_new_file(const char *path, uint64_t *size);

/* Whether there is now room on the disk for bytes `from` to `to` of the mapped file, so that no write can fail. */
HIDDEN int reserve_in_file(uint64_t from, uint64_t to);

/* Has `ended(value)` called as the calling thread ends, perhaps without the GIL. 0 where that cannot be had. */
HIDDEN int at_thread_end(void (*ended)(void *), void *value);

/* Has the two called at every fork from now on, each in its process. Where there is no fork, nothing. */
HIDDEN void at_fork(void (*in_parent)(void), void (*in_child)(void));

HIDDEN uint64_t native_thread_id(void);

#endif
