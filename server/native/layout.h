/* The mapped file <pid>.counters: words of 8 bytes in native order, read by the supervisor while the program runs.
 *
 * Offsets are from the start of the file, addresses as in the process that writes. Times are in ticks of the clock
 * that the header names. `heatline_runner/engines/line_time/counters.py` is the other side of this layout.
 */
#ifndef HEATLINE_LAYOUT_H
#define HEATLINE_LAYOUT_H

#include "shared.h"

#define HEATLINE_MAGIC "HEATLN01"
#define HEATLINE_LAYOUT 1
#define SCRATCH_FILE 0xFFFFFFFFu /* the file number of code that only calibrates */

/* What ran under a stretch of time: intervals of lines, calls and resumptions of measured code, and its gaps.
 * The first three are weighted: see pace.h. */
typedef struct {
    uint64_t lines, calls, resumes, gap;
} Counts;

typedef struct {
    double line, call, resume; /* what one of each costs, in ticks, at the pace of the first calibration */
} Costs;

typedef struct {
    char magic[8];              /*  0 */
    uint64_t layout;            /*  1 */
    uint64_t used;              /*  2 bytes of the file in use */
    uint64_t size;              /*  3 bytes of the file */
    uint64_t start_ticks;       /*  4 a pair: the same moment by both clocks */
    uint64_t start_ns;          /*  5 */
    uint64_t pair_ticks;        /*  6 the newest such pair */
    uint64_t pair_ns;           /*  7 */
    uint64_t clock;             /*  8 0 system (a tick is 1 ns), 1 tsc */
    uint64_t first_frame_ticks; /*  9 when the user's code began, 0 before */
    uint64_t records;           /* 10 offset of the newest record */
    uint64_t threads;           /* 11 offset of the newest thread's block */
    uint64_t unmeasured_codes;  /* 12 for which there was no room */
    uint64_t unkept_edges;      /* 13 the same */
    uint64_t yielded_ticks;     /* 14 when we made way for another tracer, 0 never */
    uint64_t dropped_frames;    /* 15 that were not left in order */
    Costs costs_at_start;       /* 16 */
    Costs costs_at_end;         /* 19 */
    uint64_t tool;              /* 22 the id in sys.monitoring, 0 where there is none */
    uint64_t edges;             /* 23 whether edges are kept */
    uint64_t forks;             /* 24 */
    uint64_t end_ticks;         /* 25 when measuring ended, 0 before */
    uint64_t spare_26;          /* 26 */
    uint64_t base;              /* 27 the address of the file's start */
    char parent[64];            /* 28 the name of the file that a forked child's was copied from, "" for none */
    uint64_t spare[28];
} Header;

typedef struct {
    uint64_t hits;                         /*  0 counted as a line begins */
    uint64_t ticks;                        /*  1 with all it calls, outermost call only */
    uint64_t own;                          /*  2 without measured callees */
    uint64_t await;                        /*  3 while suspended on it */
    uint64_t first, slowest;               /*  4 of whole hits */
    Counts under;                          /*  6 what is in `ticks` */
    uint64_t direct_calls, direct_resumes; /* 10 weighted */
    uint64_t intervals;                    /* 12 weighted: its own, begun by a hit or by a resumption */
    uint64_t edges;                        /* 13 offset of its first edge */
    uint64_t newest_edge;                  /* 14 private: address of the edge used last */
    uint64_t weight;                       /* 15 of one interval at that pace, 0 before its first hit */
} Slot;

typedef struct {
    uint64_t next;                 /*  0 offset of the next older record, 0 for the last */
    uint64_t place;                /*  1 number of the file << 32 | index of the code in it */
    uint64_t first_line, count;    /*  2 slot i counts line first_line + i */
    uint64_t calls, resumes;       /*  4 */
    uint64_t ticks;                /*  6 outermost calls only */
    uint64_t gap;                  /*  7 time of its frames on no line */
    Counts under;                  /*  8 what is in `ticks` */
    uint64_t number;               /* 12 private: records are numbered from 0 */
    uint64_t weight;               /* 13 private: of one call at that pace */
    uint64_t spare[2];
    Slot slots[];
} Record;

typedef struct {
    uint64_t next;           /* 0 offset */
    uint64_t callee;         /* 1 offset of its record */
    uint64_t calls, resumes; /* 2 */
    uint64_t ticks;          /* 4 */
    Counts under;            /* 5 what is in `ticks` */
    uint64_t spare[3];
} Edge;

typedef struct {
    uint64_t key;                /*  0 address of the interpreter's frame */
    Record *record;              /*  1 */
    Slot *slot;                  /*  2 the line it is on, NULL for none */
    uint64_t line_ticks;         /*  3 since when */
    uint64_t start_ticks;        /*  4 when it was entered */
    uint64_t child;              /*  5 ticks of measured frames called since line_ticks */
    void *code;                  /*  6 private from here on */
    uint32_t flags;              /*  7 */
    uint32_t outer;              /*    depth of the next outer frame of the same record, 0 for none */
    Counts at_start, at_line;    /*  8 the thread's counts then */
} Frame;

typedef struct {
    uint64_t next;                 /*  0 offset */
    uint64_t native_id;            /*  1 */
    uint64_t first_ticks;          /*  2 of its first event, 0 before */
    uint64_t end_ticks;            /*  3 when the thread ended, 0 while it lives */
    uint64_t depth;                /*  4 frames on its stack */
    uint64_t outside;              /*  5 ticks between leaving the user's code and entering it again */
    uint64_t outside_since;        /*  6 0 while inside */
    uint64_t frames;               /*  7 offset of frame 0, the outermost */
    uint64_t capacity;             /*  8 */
    Counts counts;                 /*  9 of all that has ended in this thread, as of its newest call's end */
    uint64_t calls, resumes;       /* 13 weighted: from outside of the user's code */
    uint64_t spare;
} Block;

_Static_assert(sizeof(Header) == 64 * 8, "a header has 64 words");
_Static_assert(sizeof(Slot) == 16 * 8, "a slot has 16 words");
_Static_assert(sizeof(Record) == 16 * 8, "a record has 16 words before its slots");
_Static_assert(sizeof(Edge) == 12 * 8, "an edge has 12 words");
_Static_assert(sizeof(Frame) == 16 * 8, "a frame has 16 words");
_Static_assert(sizeof(Block) == 16 * 8, "a block has 16 words");

#endif
