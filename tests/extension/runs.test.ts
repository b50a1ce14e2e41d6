import assert from "node:assert/strict";
import { test } from "node:test";

import type { Phase, RunState } from "../../extension/src/protocol";
import { Runs } from "../../extension/src/runs";

const state = (phase: Phase): RunState => ({
  run: "7-1",
  engine: "line_time",
  title: "sos.py",
  phase,
  elapsedNs: 0,
  setting: "",
  lines: 0,
  text: "",
});
const going = (runs: Runs): readonly string[] => runs.going.map(({ run }) => run);

test("a run that was dropped does not go on, whatever is told of it", () => {
  const runs = new Runs();
  runs.update(state("prepared"));
  runs.drop("7-1");
  runs.update(state("running"));

  assert.deepEqual(going(runs), []);
});

test("what was dropped is forgotten with the run's end, or with its server", () => {
  for (const forget of [
    (runs: Runs) => {
      runs.update(state("ended"));
    },
    (runs: Runs) => {
      runs.clear();
    },
  ]) {
    const runs = new Runs();
    runs.drop("7-1");
    forget(runs);
    runs.update(state("running"));

    assert.deepEqual(going(runs), ["7-1"]);
  }
});
