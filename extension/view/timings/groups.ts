/** Which answers are about the same, so that the newest stands above its earlier ones. Knows no DOM. */

import type { TimingAnswer } from "../../src/protocol";

/** Answers about one function or one selection, the newest first. */
export type Group = readonly [TimingAnswer, ...TimingAnswer[]];

/** In the order of their newest; `answers` come with the newest of each first, and its earlier ones after it. */
export function grouped(answers: readonly TimingAnswer[]): readonly Group[] {
  const groups = new Map<string, [TimingAnswer, ...TimingAnswer[]]>();
  for (const answer of answers) {
    const subject = answer.function === "" ? `selection ${answer.title}` : answer.function;
    const group = groups.get(subject);
    if (group === undefined) groups.set(subject, [answer]);
    else group.push(answer);
  }
  return [...groups.values()];
}
