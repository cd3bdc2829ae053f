import assert from "node:assert/strict";
import { test } from "node:test";

import { Undo } from "../src/undo.ts";

const type = (u: Undo, segment: string, ...texts: string[]) => {
  for (let i = 1; i < texts.length; i++) u.push([{ segment, before: texts[i - 1] ?? "", after: texts[i] ?? "" }], true);
};

test("typing is undone a word at a time, and across segments", () => {
  const u = new Undo(() => 0);
  type(u, "a", "", "o", "on", "one", "one ", "one t", "one tw");
  type(u, "b", "", "x");
  assert.deepEqual(u.undo(), [{ segment: "b", before: "x", after: "" }]);
  assert.deepEqual(u.undo(), [{ segment: "a", before: "one tw", after: "one" }]);
  assert.deepEqual(u.undo(), [{ segment: "a", before: "one", after: "" }]);
  assert.equal(u.undo(), undefined);
  assert.deepEqual(u.redo(), [{ segment: "a", before: "", after: "one" }]);
});

test("a rest ends a step, and a new act ends what can be done again", () => {
  let now = 0;
  const u = new Undo(() => now);
  type(u, "a", "", "a");
  now = 5000;
  type(u, "a", "a", "ab");
  assert.equal(u.undo()?.[0]?.after, "a");
  type(u, "a", "a", "ax");
  assert.equal(u.redo(), undefined);
});

test("several segments that one act changed come back together", () => {
  const u = new Undo();
  u.push([{ segment: "a", before: "1", after: "2" }, { segment: "b", before: "1", after: "1" }, { segment: "c", before: "1", after: "2" }], false);
  assert.deepEqual(u.undo()?.map((c) => c.segment), ["a", "c"]);
});
