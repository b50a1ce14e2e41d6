/** What shows beside the lines, of time and of memory: the setting heatline.show. Knows nothing of VS Code. */

/** The values of heatline.show by what they are of, in the order they have by default. */
const OF_TIME: readonly string[] = ["percent", "time", "own", "hits", "per_hit", "bar", "suspended", "difference"];
const OF_MEMORY: readonly string[] = ["memory", "peak", "memory_after", "allocations"];
const BY_DEFAULT: Parts = {
  time: ["percent", "time", "hits", "suspended", "difference"],
  memory: ["memory", "allocations"],
};

export interface Shown {
  readonly time: boolean;
  readonly memory: boolean;
}

/** A setting's values, apart. */
export interface Parts {
  readonly time: readonly string[];
  readonly memory: readonly string[];
}

/** Where nothing is to stand in words, both heats do. */
export function shownBy(show: readonly string[]): Shown {
  const { time, memory } = partsOf(show);
  return { time: time.length > 0 || memory.length === 0, memory: memory.length > 0 || time.length === 0 };
}

/** The parts of `show`; for one that it has nothing of, how it stood before, or stands by default. */
export function remembered(show: readonly string[], before: Parts = BY_DEFAULT): Parts {
  const { time, memory } = partsOf(show);
  return { time: time.length > 0 ? time : before.time, memory: memory.length > 0 ? memory : before.memory };
}

/** What comes after `show`: time and memory, then time alone, then memory alone. */
export function turned(show: readonly string[], before?: Parts): readonly string[] {
  const shown = shownBy(show);
  if (shown.time && shown.memory) return remembered(show, before).time;
  return shown.time ? remembered(show, before).memory : everything(show, before);
}

/** `show` with what it leaves out. */
export function everything(show: readonly string[], before?: Parts): readonly string[] {
  const { time, memory } = remembered(show, before);
  return [...time, ...memory];
}

function partsOf(show: readonly string[]): Parts {
  return {
    time: show.filter((item) => OF_TIME.includes(item)),
    memory: show.filter((item) => OF_MEMORY.includes(item)),
  };
}
