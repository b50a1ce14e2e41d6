/* What is known of each thread: its stack of frames, kept in the mapped file, and its running totals. */
#ifndef HEATLINE_THREADS_H
#define HEATLINE_THREADS_H

#include "layout.h"
#include "shared.h"

/* The rarer half of a frame, private: only recursion and generators need it. */
typedef struct {
    uint64_t hit;     /* ticks of the current hit before its last suspension */
    uint32_t *busy;   /* where its record is called in itself: per slot, how many outer frames are on it */
    uint32_t *counted; /* the entry of `busy` that this frame raised, NULL for none */
} Side;

typedef struct Thread {
    Frame *top;       /* the innermost frame; frames[0], which no key equals, where there is none */
    Counts counts;    /* of all that has ended in this thread */
    Frame *frames;    /* frames[1] is the outermost */
    Side *sides;      /* beside frames */
    uint64_t capacity; /* of both, frames[0] included */
    Block *block;
    uint32_t *innermost; /* by a record's number: depth of its innermost frame, 0 for none */
    uint32_t **busy;     /* by a record's number: see Side, made as it is first called in itself */
    size_t records;      /* entries of the two */
    int ended;
    struct Thread *next;
} Thread;

/* The calling thread's, NULL before its first event. */
HIDDEN extern THREAD_LOCAL Thread *this_thread;

/* Makes the calling thread's. NULL where there is no room, or no file to count in. */
HIDDEN Thread *enter_thread(void);

/* Twice the room for frames; they move, and `top` with them. 0 where there is none. */
HIDDEN int grow_stack(Thread *thread);

/* Room in the tables for a record of that number. 0 without memory. */
HIDDEN int grow_tables(Thread *thread, uint64_t number);

/* The counters of how many outer frames are on each of the record's slots. NULL without memory. */
HIDDEN uint32_t *busy_slots(Thread *thread, const Record *record);

static inline uint32_t
depth_of(const Thread *thread, const Frame *frame)
{
    return (uint32_t)(frame - thread->frames);
}

static inline Thread *
current_thread(void)
{
    Thread *thread = this_thread;
    return LIKELY(thread != NULL) ? thread : enter_thread();
}

/* Forgets all threads, which a forked child has not, and what was on the stack of the one it has. */
HIDDEN void forget_threads(void);

#endif
