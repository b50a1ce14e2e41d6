#include "pace.h"

#include "clock.h"

#define FRACTION 16 /* of a tick, in what is kept of the kinds */
#define ATTEMPTS 50
#define SMOOTHING 8
#define HIGHEST 4 /* times the usual: what takes longer was interrupted */
#define LEAST (WHOLE / 4)

uint64_t line_weight = WHOLE, call_weight = WHOLE, resume_weight = WHOLE;
uint32_t sample = 0;

static int is_learning = 0;
static uint64_t pace = WHOLE; /* smoothed: what handling takes now over what it took then */
static uint64_t clock_ticks; /* of a handling's length, what reading the clock twice takes */

/* What handling took while the pace was learnt: in sum, how often, and on average times FRACTION. */
static struct {
    uint64_t sum, count, usual;
} learnt[KINDS];

static void
time_clock(void)
{
    clock_ticks = UINT64_MAX;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        uint64_t before = now(), ticks = now() - before;
        clock_ticks = ticks < clock_ticks ? ticks : clock_ticks;
    }
}

void
learn_pace(int on)
{
    if (on) {
        time_clock();
    }
    is_learning = on;
}

static void
learn(Kind kind, uint64_t ticks)
{
    learnt[kind].sum += ticks;
    learnt[kind].count++;
    learnt[kind].usual = learnt[kind].sum * FRACTION / learnt[kind].count;
}

/* Measured, where one processor ran at two paces in turns. Reading the system's clock takes as long at either. */
static void
weigh(void)
{
    line_weight = clock_is_tsc ? pace : (3 * pace + 7 * WHOLE) / 10;
    call_weight = (3 * pace + WHOLE) / 4;
    resume_weight = (2 * pace + WHOLE) / 3;
}

void
feel_pace(Kind kind, uint64_t ticks)
{
    uint64_t usual = learnt[kind].usual;
    ticks = ticks > clock_ticks ? ticks - clock_ticks : 0;
    if (usual != 0 && ticks * FRACTION > usual * HIGHEST) {
        return;
    }
    if (is_learning) {
        learn(kind, ticks);
    } else if (usual != 0) {
        pace = (pace * (SMOOTHING - 1) + ticks * FRACTION * WHOLE / usual) / SMOOTHING;
        pace = pace < LEAST ? LEAST : pace;
        weigh();
    }
}
