#include "threads.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "counters.h"
#include "platform.h"

#define FIRST_CAPACITY 64

THREAD_LOCAL Thread *this_thread = NULL;

/* All that live, and those that ended since the last came. Under the GIL, but for the flag `ended`. */
static Thread *threads;

/* Stacks of ended threads, and those outgrown, to be used again: the first frame of each says what it is. */
typedef struct Unused {
    struct Unused *next;
    uint64_t capacity;
} Unused;
static Unused *unused_stacks;

static void
keep_stack(Frame *frames, uint64_t capacity)
{
    Unused *stack = (Unused *)frames;
    memset(frames, 0, (size_t)capacity * sizeof(Frame));
    stack->capacity = capacity;
    stack->next = unused_stacks;
    unused_stacks = stack;
}

static Frame *
take_stack(uint64_t capacity)
{
    for (Unused **link = &unused_stacks; *link != NULL; link = &(*link)->next) {
        Unused *stack = *link;
        if (stack->capacity == capacity) {
            *link = stack->next;
            memset(stack, 0, sizeof *stack);
            return (Frame *)stack;
        }
    }
    return allocate(capacity * sizeof(Frame));
}

/* As a thread ends, without the GIL: it is only marked. */
static void
thread_ends(void *value)
{
    Thread *thread = value;
    if (header != NULL) {
        thread->block->end_ticks = now();
        thread->block->depth = 0;
    }
    thread->ended = 1;
}

static void
free_thread(Thread *thread)
{
    for (size_t i = 0; thread->busy != NULL && i < thread->records; i++) {
        free(thread->busy[i]);
    }
    free(thread->busy);
    free(thread->innermost);
    free(thread->sides);
    free(thread);
}

/* Gives the stacks of ended threads to those to come. */
static void
clear_ended(void)
{
    for (Thread **link = &threads; *link != NULL;) {
        Thread *thread = *link;
        if (thread->ended) {
            *link = thread->next;
            keep_stack(thread->frames, thread->capacity);
            free_thread(thread);
        } else {
            link = &thread->next;
        }
    }
}

static void
use_stack(Thread *thread, Frame *frames, uint64_t capacity)
{
    uint64_t depth = thread->frames == NULL ? 0 : depth_of(thread, thread->top);
    thread->frames = frames;
    thread->capacity = capacity;
    thread->top = frames + depth;
    thread->block->frames = offset_of(frames + 1);
    thread->block->capacity = capacity - 1;
}

static Thread *
new_thread(void)
{
    Thread *thread = calloc(1, sizeof *thread);
    Side *sides = calloc(FIRST_CAPACITY, sizeof *sides);
    Block *block = allocate(sizeof *block);
    Frame *frames = block == NULL ? NULL : take_stack(FIRST_CAPACITY);
    if (thread == NULL || sides == NULL || frames == NULL || !at_thread_end(thread_ends, thread)) {
        free(thread);
        free(sides);
        return NULL;
    }
    thread->sides = sides;
    thread->block = block;
    use_stack(thread, frames, FIRST_CAPACITY);
    block->native_id = native_thread_id();
    block->next = header->threads;
    header->threads = offset_of(block);
    thread->next = threads;
    threads = thread;
    return thread;
}

Thread *
enter_thread(void)
{
    if (!has_counters()) {
        return NULL;
    }
    clear_ended();
    this_thread = new_thread();
    return this_thread;
}

void
forget_threads(void)
{
    while (threads != NULL) {
        Thread *thread = threads;
        threads = thread->next;
        free_thread(thread);
    }
    this_thread = NULL;
    unused_stacks = NULL;
}

int
grow_stack(Thread *thread)
{
    uint64_t old = thread->capacity;
    Frame *before = thread->frames, *frames = take_stack(2 * old);
    if (frames == NULL) {
        return 0;
    }
    Side *sides = realloc(thread->sides, (size_t)(2 * old) * sizeof *sides);
    if (sides == NULL) {
        keep_stack(frames, 2 * old);
        return 0;
    }
    memset(sides + old, 0, (size_t)old * sizeof *sides);
    memcpy(frames, before, (size_t)old * sizeof *frames);
    thread->sides = sides;
    use_stack(thread, frames, 2 * old);
    keep_stack(before, old);
    return 1;
}

int
grow_tables(Thread *thread, uint64_t number)
{
    size_t old = thread->records, records = old ? old : 64;
    while (records <= number) {
        records *= 2;
    }
    uint32_t *innermost = realloc(thread->innermost, records * sizeof *innermost);
    if (innermost == NULL) {
        return 0;
    }
    thread->innermost = innermost;
    uint32_t **busy = realloc(thread->busy, records * sizeof *busy);
    if (busy == NULL) {
        return 0;
    }
    thread->busy = busy;
    memset(innermost + old, 0, (records - old) * sizeof *innermost);
    memset(busy + old, 0, (records - old) * sizeof *busy);
    thread->records = records;
    return 1;
}

uint32_t *
busy_slots(Thread *thread, const Record *record)
{
    uint32_t **slots = &thread->busy[record->number];
    if (*slots == NULL) {
        *slots = calloc((size_t)record->count, sizeof **slots);
    }
    return *slots;
}
