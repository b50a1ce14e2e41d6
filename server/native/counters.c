#include "counters.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "platform.h"
#include "threads.h"

#define ALIGNMENT 64
#define STEP ((uint64_t)256 << 10) /* disk space is reserved in such steps */

Header *header = NULL;
int may_follow = 0;

static Header *inherited;                       /* the parent's, in a forked child until it has its own */
static uint64_t used_at_fork, records_at_fork; /* of the header */

static uint64_t reserved; /* bytes of the file that have disk space */

/* Records by their place: open addressing, a power of two of entries, at most half of them used. */
static Record **by_place;
static size_t places, places_used;
static uint64_t records_made;

int
open_counters(const char *path)
{
    uint64_t size = 0;
    char *base = map_new_file(path, &size);
    if (base == NULL) {
        return -1;
    }
    if (!reserve_in_file(0, STEP)) {
        PyErr_Format(PyExc_OSError, "no room for Heatline's counters in %s", path);
        return -1;
    }
    reserved = STEP;
    header = (Header *)base;
    memcpy(header->magic, HEATLINE_MAGIC, sizeof header->magic);
    header->layout = HEATLINE_LAYOUT;
    header->size = size;
    header->used = sizeof(Header);
    header->base = (uint64_t)(uintptr_t)base;
    return 0;
}

void
note_counters(void)
{
    if (header != NULL) {
        used_at_fork = header->used;
        records_at_fork = header->records;
    }
}

void
leave_counters(void)
{
    if (header != NULL) {
        inherited = may_follow ? header : NULL;
        header = NULL;
    }
}

/* The parent may have added edges since, which were not copied. */
static void
clear_edges(Slot *slot)
{
    slot->newest_edge = 0;
    if (slot->edges >= used_at_fork) {
        slot->edges = 0;
    }
    for (uint64_t offset = slot->edges; offset != 0;) {
        Edge *edge = at_offset(offset);
        edge->calls = edge->resumes = edge->ticks = 0;
        memset(&edge->under, 0, sizeof edge->under);
        offset = edge->next;
    }
}

/* Nothing counted, with all that is known of lines and calls kept. */
static void
clear_record(Record *record)
{
    record->calls = record->resumes = record->ticks = record->gap = 0;
    memset(&record->under, 0, sizeof record->under);
    for (uint64_t i = 0; i < record->count; i++) {
        Slot *slot = &record->slots[i];
        clear_edges(slot);
        memset(slot, 0, offsetof(Slot, edges));
    }
}

static void
clear_counters(void)
{
    header->used = used_at_fork;
    header->records = records_at_fork;
    header->first_frame_ticks = header->threads = header->unmeasured_codes = header->unkept_edges = 0;
    header->dropped_frames = header->forks = header->end_ticks = 0;
    for (uint64_t offset = header->records; offset != 0;) {
        Record *record = at_offset(offset);
        clear_record(record);
        offset = record->next;
    }
}

int
has_counters(void)
{
    if (LIKELY(header != NULL)) {
        return 1;
    }
    if (inherited == NULL) {
        return 0;
    }
    Header *copied = inherited;
    inherited = NULL;
    if (!map_copy((char *)copied, used_at_fork, reserved, copied->size, copied->parent, sizeof copied->parent)) {
        return 0;
    }
    header = copied;
    clear_counters();
    forget_threads();
    return 1;
}

const char *
counters_path(void)
{
    return has_counters() ? mapped_path() : NULL;
}

void *
allocate(uint64_t size)
{
    if (header == NULL || size > header->size) {
        return NULL;
    }
    size = (size + ALIGNMENT - 1) & ~(uint64_t)(ALIGNMENT - 1);
    uint64_t start = header->used, end = start + size;
    if (end > header->size) {
        return NULL;
    }
    if (end > reserved) {
        uint64_t wanted = (end + STEP - 1) & ~(STEP - 1);
        wanted = wanted > header->size ? header->size : wanted;
        if (!reserve_in_file(reserved, wanted)) {
            return NULL;
        }
        reserved = wanted;
    }
    header->used = end;
    return at_offset(start);
}

static size_t
find_place(uint64_t place)
{
    size_t i = (size_t)((place * 11400714819323198485u) >> 32) & (places - 1);
    while (by_place[i] != NULL && by_place[i]->place != place) {
        i = (i + 1) & (places - 1);
    }
    return i;
}

static int
make_room_for_place(void)
{
    if (places_used * 2 < places) {
        return 1;
    }
    Record **old = by_place;
    size_t old_places = places, new_places = places ? places * 2 : 256;
    Record **larger = calloc(new_places, sizeof *larger);
    if (larger == NULL) {
        return 0;
    }
    by_place = larger;
    places = new_places;
    for (size_t i = 0; i < old_places; i++) {
        if (old[i] != NULL) {
            by_place[find_place(old[i]->place)] = old[i];
        }
    }
    free(old);
    return 1;
}

static Record *
new_record(uint64_t place, long first, long last)
{
    uint64_t count = (uint64_t)(last - first + 1);
    Record *record = allocate(sizeof(Record) + count * sizeof(Slot));
    if (record == NULL) {
        return NULL;
    }
    record->place = place;
    record->first_line = (uint64_t)first;
    record->count = count;
    record->number = records_made++;
    record->next = header->records;
    header->records = offset_of(record);
    return record;
}

Record *
record_of(uint64_t place, long first, long last)
{
    if (!make_room_for_place()) {
        return NULL;
    }
    size_t i = find_place(place);
    if (by_place[i] == NULL) {
        by_place[i] = new_record(place, first, last);
        places_used += by_place[i] != NULL;
    }
    return by_place[i];
}

static Edge *
find_edge(Slot *slot, uint64_t callee)
{
    for (uint64_t offset = slot->edges; offset != 0;) {
        Edge *edge = at_offset(offset);
        if (edge->callee == callee) {
            return edge;
        }
        offset = edge->next;
    }
    Edge *edge = allocate(sizeof(Edge));
    if (edge == NULL) {
        header->unkept_edges++;
        return NULL;
    }
    edge->callee = callee;
    edge->next = slot->edges;
    slot->edges = offset_of(edge);
    return edge;
}

Edge *
edge_of(Slot *slot, Record *callee)
{
    uint64_t wanted = offset_of(callee);
    Edge *newest = (Edge *)(uintptr_t)slot->newest_edge;
    if (newest != NULL && newest->callee == wanted) {
        return newest;
    }
    Edge *edge = find_edge(slot, wanted);
    slot->newest_edge = (uint64_t)(uintptr_t)edge;
    return edge;
}
