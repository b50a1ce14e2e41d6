/* The shadow stack: what each event of the interpreter does to the counters.
 *
 * Every event comes with the moment it began, read once. Where the frame it tells of is not on top of its thread's
 * stack, frames above it are dropped, or it is pushed anew: an event missed costs a little truth, never more.
 */
#ifndef HEATLINE_FRAMES_H
#define HEATLINE_FRAMES_H

#include "clock.h"
#include "counters.h"
#include "pace.h"
#include "threads.h"

/* What a frame's flags say. A frame with one of SLOW cannot close its line the short way. */
#define CALLED 1u    /* a measured frame called from this line has ended */
#define NO_LINE 2u   /* it is on no line */
#define FIRST_HIT 4u /* it is in the line's first hit */
#define PARTIAL 8u   /* the hit was suspended in between */
#define INNER 16u    /* its record has an outer frame in this thread */
#define SLOW (CALLED | NO_LINE | FIRST_HIT | PARTIAL | INNER)
#define RESUMED 32u  /* it was entered by a resumption */

/* What an exception that passes a frame costs, in lines. Measured. */
#define EXCEPTION_LINES (PY_VERSION_HEX >= 0x030C0000 ? 4u : 6u)

/* Ends the interval that `frame`, on top, is in; a hit of its line too, if `ends`. */
HIDDEN void close_line(Thread *thread, Frame *frame, uint64_t moment, int ends);

/* The top frame if it is the one of `key` and `code`, else it made so; NULL where it cannot be found. */
HIDDEN Frame *find_frame(Thread *thread, uint64_t key, void *code, uint64_t moment);

/* A frame on top. NULL where there is no room. */
HIDDEN Frame *push(Thread *thread, Record *record, void *code, uint64_t key, uint64_t moment);

/* Takes the top frame off: its line is closed already. */
HIDDEN void pop(Thread *thread, uint64_t moment);

/* Time from `since` that was ours, spent while a line of the calling thread ran: no line's, but a gap of `record`. */
HIDDEN void put_aside(Thread *thread, Record *record, uint64_t since);

/* Takes all frames of the calling thread off, as events of theirs are not told of any more. */
HIDDEN void leave_all(uint64_t moment);

/* The events but the line's. */
HIDDEN void frame_starts(Record *record, void *code, uint64_t key, uint64_t moment);
HIDDEN void frame_resumes(Record *record, void *code, uint64_t key, uint64_t moment);
HIDDEN void frame_yields(void *code, uint64_t key, uint64_t moment);
HIDDEN void frame_leaves(void *code, uint64_t key, uint64_t moment);
HIDDEN void frame_raises(void *code, uint64_t key);

/* A stretch of time, or 0 where the clock of another processor was behind. */
static inline uint64_t
forward(uint64_t ticks)
{
    return (int64_t)ticks < 0 ? 0 : ticks;
}

static inline int
is_on_top(const Thread *thread, uint64_t key, const void *code)
{
    return LIKELY(thread->top->key == key && thread->top->code == code);
}

static inline void
open_line(Frame *frame, long line)
{
    uint64_t i = (uint64_t)line - frame->record->first_line;
    uint32_t kept = frame->flags & (INNER | RESUMED);
    if (UNLIKELY(i >= frame->record->count)) {
        frame->slot = NULL;
        frame->flags = kept | NO_LINE;
        return;
    }
    Slot *slot = &frame->record->slots[i];
    frame->slot = slot;
    frame->flags = kept;
    if (UNLIKELY(slot->hits++ == 0)) {
        frame->flags = kept | FIRST_HIT;
        weigh_by_number(slot, line);
    }
}

/* Closing a line the long way costs so much more, in 256ths of a line. Measured. */
#define LONG_WAY 46

static inline void
weigh_long_way(Thread *thread, Frame *frame)
{
    Slot *slot = frame->slot;
    if (slot != NULL) {
        uint64_t weight = LONG_WAY * line_weight / WHOLE;
        slot->intervals += weight;
        slot->under.lines += weight;
        frame->at_line.lines = thread->counts.lines += weight;
    }
}

/* A line begins in `frame`, which is on top. */
static inline void
line_begins(Thread *thread, Frame *frame, long line, uint64_t moment)
{
    if (LIKELY((frame->flags & SLOW) == 0)) {
        Slot *slot = frame->slot;
        uint64_t ticks = moment - frame->line_ticks;
        if (UNLIKELY(ticks > slot->slowest)) {
            ticks = forward(ticks);
            slot->slowest = ticks > slot->slowest ? ticks : slot->slowest;
        }
        slot->own += ticks;
        slot->ticks += ticks;
        uint64_t weight = interval_weight(slot);
        slot->under.lines += weight;
        slot->intervals += weight;
        frame->at_line.lines = thread->counts.lines += weight;
        frame->line_ticks = moment;
        open_line(frame, line);
        if (UNLIKELY(is_sampled())) {
            feel_pace(LINES, now() - moment);
        }
    } else {
        close_line(thread, frame, moment, 1);
        weigh_long_way(thread, frame);
        open_line(frame, line);
    }
}

/* The newest frame of the calling thread made the top one, whose start was not told of; NULL where it is not measured. */
HIDDEN Frame *late_frame(void *code, uint64_t key, uint64_t moment);

/* A line begins in the newest frame of the calling thread. */
static inline void
frame_line(void *code, uint64_t key, long line, uint64_t moment)
{
    Thread *thread = this_thread;
    if (UNLIKELY(thread == NULL || !is_on_top(thread, key, code))) {
        if (late_frame(code, key, moment) == NULL) {
            return;
        }
        thread = this_thread;
    }
    line_begins(thread, thread->top, line, moment);
}

#endif
