#include "clock.h"

#include <stdio.h>
#include <string.h>
#ifdef _WIN32
#include <windows.h>
#else
#include <time.h>
#endif
#if HAVE_TSC && !defined(_MSC_VER)
#include <cpuid.h>
#endif

#define ATTEMPTS 5

int clock_is_tsc = 0;

uint64_t
system_ns(void)
{
#ifdef _WIN32
    LARGE_INTEGER count, frequency;
    QueryPerformanceCounter(&count);
    QueryPerformanceFrequency(&frequency);
    uint64_t whole = (uint64_t)(count.QuadPart / frequency.QuadPart);
    uint64_t rest = (uint64_t)(count.QuadPart % frequency.QuadPart);
    return whole * 1000000000u + rest * 1000000000u / (uint64_t)frequency.QuadPart;
#else
    struct timespec moment;
    clock_gettime(CLOCK_MONOTONIC, &moment);
    return (uint64_t)moment.tv_sec * 1000000000u + (uint64_t)moment.tv_nsec;
#endif
}

#if HAVE_TSC
/* Whether the counter runs at one rate whatever the processor does: CPUID 80000007h, EDX bit 8. */
static int
tsc_is_invariant(void)
{
#ifdef _MSC_VER
    int words[4];
    __cpuid(words, (int)0x80000000);
    if ((unsigned)words[0] < 0x80000007u) {
        return 0;
    }
    __cpuid(words, (int)0x80000007);
    return words[3] >> 8 & 1;
#else
    unsigned a, b, c, d;
    return __get_cpuid(0x80000007u, &a, &b, &c, &d) && (d >> 8 & 1);
#endif
}

/* Linux takes tsc off this list when it finds the processors' counters apart; no list, no objection. */
static int
kernel_trusts_tsc(void)
{
    char names[256] = "";
    FILE *list = fopen("/sys/devices/system/clocksource/clocksource0/available_clocksource", "r");
    if (list == NULL) {
        return 1;
    }
    size_t length = fread(names, 1, sizeof names - 1, list);
    fclose(list);
    names[length] = '\0';
    return length == 0 || strstr(names, "tsc") != NULL;
}
#endif

void
choose_clock(int tsc_wanted)
{
#if HAVE_TSC
    clock_is_tsc = tsc_wanted && tsc_is_invariant() && kernel_trusts_tsc();
#else
    (void)tsc_wanted;
    clock_is_tsc = 0;
#endif
}

void
read_pair(uint64_t *ticks, uint64_t *ns)
{
    uint64_t narrowest = UINT64_MAX;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        uint64_t before = now();
        uint64_t moment = system_ns();
        uint64_t after = now();
        if (after - before < narrowest) {
            narrowest = after - before;
            *ticks = clock_is_tsc ? before + (after - before) / 2 : moment;
            *ns = moment;
        }
    }
}
