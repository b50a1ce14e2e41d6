/* How fast the machine is just now.
 *
 * What an event costs changes within a run: processors change their frequency, share a core with another program, have
 * to fetch what other code has pushed out of their caches. So events are not counted but weighed. Of every 61st it is
 * clocked how long our own handling of it took, and the smoothed ratio of that to what it took during the first
 * calibration is the weight of all events: 256 then, 512 where everything takes twice as long. Costs times weights are
 * what measuring cost.
 */
#ifndef HEATLINE_PACE_H
#define HEATLINE_PACE_H

#include "layout.h"
#include "shared.h"

#define WHOLE 256 /* a weight of 1.0 */
#define SAMPLED 61 /* events to a sample: a prime, so that no loop hides a part of its events */

typedef enum { LINES, STARTS, KINDS } Kind;

/* What a line, a call and a resumption weigh now: calls change less with the pace than lines do, resumptions less yet. */
HIDDEN extern uint64_t line_weight, call_weight, resume_weight;
HIDDEN extern uint32_t sample;

/* While it is learnt, the pace is 1.0 by definition. */
HIDDEN void learn_pace(int on);

/* Handling an event of that kind took so many ticks. */
HIDDEN void feel_pace(Kind kind, uint64_t ticks);

/* Whether the event at hand is one to be clocked. */
static inline int
is_sampled(void)
{
    if (LIKELY(++sample < SAMPLED)) {
        return 0;
    }
    sample = 0;
    return 1;
}

/* From 3.12 on each event makes an object of its line's number, unless it is one of the small ones that are kept: half
 * as much again as the rest. Measured. Before, slots have their weights from the start. */
#define LARGEST_SMALL 256

static inline void
weigh_by_number(Slot *slot, long line)
{
    if (PY_VERSION_HEX >= 0x030C0000) {
        slot->weight = line > LARGEST_SMALL ? WHOLE * 3 / 2 : WHOLE;
    }
}

static inline uint64_t
interval_weight(const Slot *slot)
{
    return slot->weight * line_weight / WHOLE;
}

#endif
