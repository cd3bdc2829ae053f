import assert from "node:assert/strict";
import { test } from "node:test";

import { cut } from "../src/edit/chips.ts";
import { diff } from "../src/edit/diff.ts";
import type { Issue, Severity } from "../src/model.ts";

test("a difference has both texts whole", () => {
  for (const [a, b] of [["The lock opened.", "The northern lock was opened on 9 March."], ["", "a"], ["同一句话。", "同一个句子。"], ["a b", "a b"]] as const) {
    const d = diff(a, b);
    assert.equal(d.filter((p) => p.op !== "ins").map((p) => p.text).join(""), a);
    assert.equal(d.filter((p) => p.op !== "del").map((p) => p.text).join(""), b);
  }
  assert.deepEqual(diff("at 2.3 metres", "at 2.5 metres").map((p) => p.op), ["same", "del", "ins", "same"]);
});

test("marks cut a text where issues begin and end, and the worst shows", () => {
  const issue = (start: number, end: number, severity: Severity) => ({ start, end, severity }) as Issue;
  assert.deepEqual(cut("abcdef", 10, [issue(11, 14, "warning"), issue(13, 15, "blocking"), issue(0, 0, "hint")]), [
    { text: "a" }, { text: "bc", severity: "warning" }, { text: "d", severity: "blocking" }, { text: "e", severity: "blocking" }, { text: "f" },
  ]);
});
