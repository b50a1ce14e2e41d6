#include "frames.h"

#include "codes.h"
#include "pauses.h"

/* The counter of outer frames on `slot`, NULL where its record is not called in itself. */
static inline uint32_t *
busy_counter(Thread *thread, Frame *frame, Slot *slot)
{
    if (!(frame->flags & INNER)) {
        return NULL;
    }
    uint32_t *busy = thread->sides[depth_of(thread, frame)].busy;
    return busy == NULL ? NULL : &busy[slot - frame->record->slots];
}

/* Whether an outer call of the same code is on that line: its time has this time in it already. */
static inline int
is_busy(Thread *thread, Frame *frame, Slot *slot)
{
    uint32_t *counter = busy_counter(thread, frame, slot);
    return counter != NULL && *counter > 0;
}

static inline void
add_difference(Counts *sum, const Counts *now_, const Counts *then)
{
    sum->lines += now_->lines - then->lines;
    sum->calls += now_->calls - then->calls;
    sum->resumes += now_->resumes - then->resumes;
    sum->gap += now_->gap - then->gap;
}

static void
end_hit(Frame *frame, Slot *slot, uint64_t ticks)
{
    if (frame->flags & FIRST_HIT) {
        slot->first = ticks;
    }
    if (ticks > slot->slowest) {
        slot->slowest = ticks;
    }
}

void
close_line(Thread *thread, Frame *frame, uint64_t moment, int ends)
{
    uint64_t ticks = forward(moment - frame->line_ticks), own = forward(ticks - frame->child);
    Slot *slot = frame->slot;
    frame->line_ticks = moment;
    frame->child = 0;
    if (slot == NULL) {
        frame->record->gap += own;
        thread->counts.gap += own;
    } else {
        uint64_t weight = interval_weight(slot);
        thread->counts.lines += weight;
        slot->intervals += weight;
        slot->own += own;
        if (!is_busy(thread, frame, slot)) {
            slot->ticks += ticks;
            add_difference(&slot->under, &thread->counts, &frame->at_line);
        }
        Side *side = &thread->sides[depth_of(thread, frame)];
        uint64_t hit = frame->flags & PARTIAL ? side->hit + ticks : ticks;
        if (ends) {
            end_hit(frame, slot, hit);
        } else {
            side->hit = hit;
        }
    }
    frame->at_line = thread->counts;
}

/* Notes that `frame` runs within an outer call of its record, which stays on its line meanwhile. */
static void
enter_outer(Thread *thread, Frame *frame, Side *side)
{
    Frame *outer = &thread->frames[frame->outer];
    frame->flags |= INNER;
    side->busy = busy_slots(thread, frame->record);
    if (side->busy != NULL && outer->slot != NULL) {
        side->counted = &side->busy[outer->slot - frame->record->slots];
        ++*side->counted;
    }
}

/* The outermost frame: the thread was outside of the user's code. */
static void
come_inside(Thread *thread, const Record *record, uint64_t moment)
{
    Block *block = thread->block;
    if (is_scratch(record)) {
        return;
    }
    if (block->first_ticks == 0) {
        block->first_ticks = moment;
    }
    if (block->outside_since != 0) {
        block->outside += forward(moment - block->outside_since);
        block->outside_since = 0;
    }
    if (header->first_frame_ticks == 0) {
        header->first_frame_ticks = moment;
    }
}

Frame *
push(Thread *thread, Record *record, void *code, uint64_t key, uint64_t moment)
{
    uint32_t depth = depth_of(thread, thread->top) + 1;
    if ((UNLIKELY(depth >= thread->capacity) && !grow_stack(thread)) ||
        (UNLIKELY(record->number >= thread->records) && !grow_tables(thread, record->number))) {
        return NULL;
    }
    if (depth == 1) {
        come_inside(thread, record, moment);
    }
    Frame *frame = &thread->frames[depth];
    frame->key = key;
    frame->record = record;
    frame->slot = NULL;
    frame->line_ticks = frame->start_ticks = moment;
    frame->child = 0;
    frame->code = code;
    frame->flags = NO_LINE;
    frame->outer = thread->innermost[record->number];
    frame->at_start = frame->at_line = thread->counts;
    thread->innermost[record->number] = depth;
    Side *side = &thread->sides[depth];
    side->counted = NULL;
    if (UNLIKELY(frame->outer != 0)) {
        enter_outer(thread, frame, side);
    }
    thread->top = frame;
    thread->block->depth = depth;
    return frame;
}

static inline uint64_t
weight_of_call(const Record *record)
{
    return record->weight * call_weight / WHOLE;
}

static void
add_edge(Thread *thread, Frame *caller, const Frame *frame, uint64_t ticks)
{
    Edge *edge = edge_of(caller->slot, frame->record);
    if (edge == NULL) {
        return;
    }
    if (frame->flags & RESUMED) {
        edge->resumes++;
    } else {
        edge->calls++;
    }
    if (!is_busy(thread, caller, caller->slot)) {
        edge->ticks += ticks;
        add_difference(&edge->under, &thread->counts, &frame->at_start);
    }
}

/* Gives what `frame` took to the line that called it. */
static void
tell_caller(Thread *thread, Frame *caller, const Frame *frame, uint64_t ticks)
{
    caller->child += ticks;
    caller->flags |= CALLED;
    if (caller->slot == NULL) {
        return;
    }
    if (frame->flags & RESUMED) {
        caller->slot->direct_resumes += resume_weight;
    } else {
        caller->slot->direct_calls += weight_of_call(frame->record);
    }
    if (header->edges) {
        add_edge(thread, caller, frame, ticks);
    }
}

void
pop(Thread *thread, uint64_t moment)
{
    Frame *frame = thread->top;
    Record *record = frame->record;
    uint64_t ticks = forward(moment - frame->start_ticks);
    if (frame->flags & INNER) {
        Side *side = &thread->sides[depth_of(thread, frame)];
        if (side->counted != NULL) {
            --*side->counted;
        }
    } else {
        record->ticks += ticks;
        add_difference(&record->under, &thread->counts, &frame->at_start);
    }
    thread->innermost[record->number] = frame->outer;
    Frame *caller = --thread->top;
    thread->block->depth = depth_of(thread, caller);
    if (caller != thread->frames) {
        tell_caller(thread, caller, frame, ticks);
    } else if (!is_scratch(record)) {
        thread->block->outside_since = moment;
        if (frame->flags & RESUMED) {
            thread->block->resumes += resume_weight;
        } else {
            thread->block->calls += weight_of_call(record);
        }
    }
    if (frame->flags & RESUMED) {
        thread->counts.resumes += resume_weight;
    } else {
        thread->counts.calls += weight_of_call(record);
    }
    thread->block->counts = thread->counts;
}

/* An exception costs as much to tell of as so many lines; they are told apart by nothing else. */
static void
weigh_exception(Thread *thread, Frame *frame)
{
    uint64_t weight = EXCEPTION_LINES * line_weight;
    if (frame->slot != NULL) {
        frame->slot->intervals += weight;
        thread->counts.lines += weight;
    }
}

/* Takes off what is above `depth` as if it had returned. */
static void
drop_to(Thread *thread, uint32_t depth, uint64_t moment)
{
    while (depth_of(thread, thread->top) > depth) {
        header->dropped_frames++;
        close_line(thread, thread->top, moment, 1);
        pop(thread, moment);
    }
}

Frame *
find_frame(Thread *thread, uint64_t key, void *code, uint64_t moment)
{
    for (Frame *frame = thread->top; frame != thread->frames; frame--) {
        if (frame->key == key && frame->code == code) {
            drop_to(thread, depth_of(thread, frame), moment);
            return thread->top;
        }
    }
    return NULL;
}

Frame *
late_frame(void *code, uint64_t key, uint64_t moment)
{
    Record *record = known_record(code);
    Thread *thread = record == NULL ? NULL : current_thread();
    if (thread == NULL) {
        return NULL;
    }
    Frame *frame = find_frame(thread, key, code, moment);
    return frame != NULL ? frame : push(thread, record, code, key, moment);
}

void
leave_all(uint64_t moment)
{
    if (this_thread != NULL && header != NULL) {
        drop_to(this_thread, 0, moment);
    }
}

void
put_aside(Thread *thread, Record *record, uint64_t since)
{
    Frame *frame = thread->top;
    if (frame != thread->frames) {
        uint64_t ticks = forward(now() - since);
        frame->child += ticks;
        frame->flags |= CALLED;
        record = record == NULL ? frame->record : record;
        record->gap += ticks;
        thread->counts.gap += ticks;
    }
}

void
frame_starts(Record *record, void *code, uint64_t key, uint64_t moment)
{
    Thread *thread = current_thread();
    if (thread == NULL || push(thread, record, code, key, moment) == NULL) {
        return;
    }
    record->calls++;
    if (UNLIKELY(is_sampled())) {
        feel_pace(STARTS, now() - moment);
    }
}

void
frame_resumes(Record *record, void *code, uint64_t key, uint64_t moment)
{
    Thread *thread = current_thread();
    Frame *frame = thread == NULL ? NULL : push(thread, record, code, key, moment);
    Pause pause;
    if (frame == NULL) {
        return;
    }
    record->resumes++;
    frame->flags |= RESUMED;
    if (!take_pause(key, &pause) || pause.slot < record->slots || pause.slot >= record->slots + record->count) {
        return;
    }
    frame->slot = pause.slot;
    frame->flags = (frame->flags & ~NO_LINE) | PARTIAL | (pause.first ? FIRST_HIT : 0);
    thread->sides[depth_of(thread, frame)].hit = pause.hit;
    pause.slot->await += forward(moment - pause.moment);
}

/* The frame that is left if it is on top or can be found; NULL where it is none of ours. */
static Frame *
leaving(Thread *thread, uint64_t key, void *code, uint64_t moment)
{
    return is_on_top(thread, key, code) ? thread->top : find_frame(thread, key, code, moment);
}

void
frame_yields(void *code, uint64_t key, uint64_t moment)
{
    Thread *thread = this_thread;
    Frame *frame = thread == NULL ? NULL : leaving(thread, key, code, moment);
    if (frame == NULL) {
        return;
    }
    close_line(thread, frame, moment, 0);
    Pause pause = {key, frame->slot, thread->sides[depth_of(thread, frame)].hit, moment,
                   (frame->flags & FIRST_HIT) != 0};
    keep_pause(&pause);
    pop(thread, moment);
}

void
frame_leaves(void *code, uint64_t key, uint64_t moment)
{
    Thread *thread = this_thread;
    Frame *frame = thread == NULL ? NULL : leaving(thread, key, code, moment);
    if (frame == NULL) {
        return;
    }
    close_line(thread, frame, moment, 1);
    pop(thread, moment);
}

void
frame_raises(void *code, uint64_t key)
{
    Thread *thread = this_thread;
    if (thread != NULL && is_on_top(thread, key, code)) {
        weigh_exception(thread, thread->top);
    }
}
