/* Generators and coroutines that are suspended: which line each stopped on, found by its frame's address. */
#ifndef HEATLINE_PAUSES_H
#define HEATLINE_PAUSES_H

#include "layout.h"
#include "shared.h"

typedef struct {
    uint64_t key;
    Slot *slot;      /* NULL where it is on no line */
    uint64_t hit;    /* ticks of the hit so far */
    uint64_t moment; /* when it was suspended */
    int first;       /* whether it is the line's first hit */
} Pause;

/* Keeps it until it is taken; without memory it is forgotten. */
HIDDEN void keep_pause(const Pause *pause);

/* Takes out the one of `key`. 0 where there is none. */
HIDDEN int take_pause(uint64_t key, Pause *pause);

#endif
