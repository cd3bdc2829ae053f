import assert from "node:assert/strict";
import { test } from "node:test";

import { tighter } from "../src/stage/fit.ts";
import { newName, readFromFrame, readToFrame, type Tight } from "../src/stage/protocol.ts";

const tight = (segment: string, fault: Tight["fault"], by: number): Tight => ({ segment, fault, by, element: "button" });

test("what the source has no room for either is not told", () => {
  const source = [tight("a", "cut", 40), tight("b", "wide", 10), tight("c", "lines", 2)];
  const localized = [tight("a", "cut", 45), tight("b", "wide", 90), tight("c", "lines", 2), tight("d", "lines", 3), tight("e", "out", 12)];
  assert.deepEqual(tighter(localized, source).map((f) => f.segment), ["b", "e", "d"]);
});

test("of several faults of a text the worst is told, and the worst text comes first", () => {
  const got = tighter([tight("a", "lines", 2), tight("a", "cut", 3), tight("b", "cut", 30)], []);
  assert.deepEqual(got, [tight("b", "cut", 30), tight("a", "cut", 3)]);
});

test("messages that are not the other side's are none", () => {
  const marks = newName();
  assert.match(marks, /^[a-z]{24}$/);
  assert.notEqual(newName(), marks);
  assert.deepEqual(readFromFrame({ marks, is: "clicked", segment: "u1.1" }, marks), { marks, is: "clicked", segment: "u1.1" });
  for (const m of [
    null, "clicked", {}, { is: "clicked", segment: "u1.1" }, { marks: "other", is: "clicked", segment: "u1.1" }, { marks, is: "clicked" }, { marks, is: "clicked", segment: 1 },
    { marks, is: "toString", segment: "u1.1" }, { marks, is: "__proto__" }, { marks, is: "tight", list: [{ segment: "u1.1", fault: "none", by: 1, element: "a" }] },
    { marks, is: "tight", list: [{ segment: "u1.1", fault: "cut", by: Infinity, element: "a" }] }, { marks, is: "tight", list: {} }, { marks, is: "ready", found: [1], tags: [] },
    { marks, is: "clicked", segment: "x".repeat(300_000) },
  ]) assert.equal(readFromFrame(m, marks), undefined, JSON.stringify(m));
  assert.ok(readToFrame({ marks, do: "text", segment: "u", codes: { 1: "b" }, shown: [{ kind: "text", text: "a" }], now: [{ kind: "open", id: 1 }] }, marks));
  for (const m of [
    null, {}, { do: "measure" }, { marks, do: "light", segment: "u" }, { marks, do: "constructor" }, { marks, do: "text", segment: "u", codes: {}, shown: [], now: [{ kind: "open" }] },
    { marks, do: "unit", unit: { first: "u", last: 1 }, segments: [] }, { marks, do: "unit", unit: { first: "u", last: "u", html: {} }, segments: [] },
  ]) assert.equal(readToFrame(m, marks), undefined, JSON.stringify(m));
});
