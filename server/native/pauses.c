#include "pauses.h"

#include <stdlib.h>

/* Open addressing, a power of two of entries, at most half of them used. A generator thrown away leaves its entry
 * behind until another has its address, so the table is as large as the most that were suspended at once. */
static Pause *pauses;
static size_t room, used;

static size_t
home_of(uint64_t key)
{
    return (size_t)(((key >> 4) * 11400714819323198485u) >> 32) & (room - 1);
}

static size_t
find_pause(uint64_t key)
{
    size_t i = home_of(key);
    while (pauses[i].key != 0 && pauses[i].key != key) {
        i = (i + 1) & (room - 1);
    }
    return i;
}

static int
make_room_for_pause(void)
{
    if (used * 2 < room) {
        return 1;
    }
    Pause *old = pauses;
    size_t old_room = room, new_room = room ? room * 2 : 64;
    Pause *larger = calloc(new_room, sizeof *larger);
    if (larger == NULL) {
        return 0;
    }
    pauses = larger;
    room = new_room;
    for (size_t i = 0; i < old_room; i++) {
        if (old[i].key != 0) {
            pauses[find_pause(old[i].key)] = old[i];
        }
    }
    free(old);
    return 1;
}

void
keep_pause(const Pause *pause)
{
    if (!make_room_for_pause()) {
        return;
    }
    size_t i = find_pause(pause->key);
    used += pauses[i].key == 0;
    pauses[i] = *pause;
}

/* Empties entry `hole` and moves up those after it that it stood in the way of. */
static void
close_hole(size_t hole)
{
    for (size_t i = (hole + 1) & (room - 1); pauses[i].key != 0; i = (i + 1) & (room - 1)) {
        size_t distance = (i - home_of(pauses[i].key)) & (room - 1);
        if (distance >= ((i - hole) & (room - 1))) {
            pauses[hole] = pauses[i];
            hole = i;
        }
    }
    pauses[hole].key = 0;
    used--;
}

int
take_pause(uint64_t key, Pause *pause)
{
    if (used == 0) {
        return 0;
    }
    size_t i = find_pause(key);
    if (pauses[i].key == 0) {
        return 0;
    }
    *pause = pauses[i];
    close_hole(i);
    return 1;
}
