/* What operating systems do differently: a mapped file, the end of a thread, a fork. */
#ifndef HEATLINE_PLATFORM_H
#define HEATLINE_PLATFORM_H

#include "shared.h"

/* Makes the file at `path` and maps it, zeros, as large as can be had; its size goes to `size`. NULL with OSError set. */
HIDDEN char *map_new_file(const char *path, uint64_t *size);

/* In a forked child: in place of the file that is mapped at `base` a new one of its own, beside it and called
 * child-<pid>.counters, with the same first `used` bytes and with disk space for `reserved`. The name of the file that
 * was mapped goes to `parent`, in the copy. 0 where that cannot be: then the parent's stays mapped. */
HIDDEN int map_copy(char *base, uint64_t used, uint64_t reserved, uint64_t size, char *parent, size_t room);

/* The path of the file that is mapped. */
HIDDEN const char *mapped_path(void);

/* Whether there is now room on the disk for bytes `from` to `to` of the mapped file, so that no write can fail. */
HIDDEN int reserve_in_file(uint64_t from, uint64_t to);

/* Has `ended(value)` called as the calling thread ends, perhaps without the GIL. 0 where that cannot be had. */
HIDDEN int at_thread_end(void (*ended)(void *), void *value);

/* Has the three called at every fork from now on, each in its process. Where there is no fork, nothing. */
HIDDEN void at_fork(void (*before)(void), void (*in_parent)(void), void (*in_child)(void));

HIDDEN uint64_t native_thread_id(void);

#endif
