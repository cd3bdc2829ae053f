import assert from "node:assert/strict";
import { test } from "node:test";

import { matcher, sectionsOf } from "../src/list/query/match.ts";
import { QueryError } from "../src/list/query/fault.ts";
import { parse } from "../src/list/query/parse.ts";
import { suggest } from "../src/list/query/suggest.ts";
import { Row } from "../src/session.ts";
import { segment } from "./fixtures.ts";

const now = Date.parse("2026-03-09T12:00:00Z");

function rows(): Row[] {
  const all = [
    segment(1, "The <1>tide</1> is high.", "La marea está alta.", { section: "Tides", words: 4, codes: [{ id: 1, name: "b", paired: true }] }),
    segment(2, "High water at 10:30.", "", { words: 4, note: "a time" }),
    segment(3, "Résumé of the session.", "Resumen de la sesión.", { section: "Session", words: 25, stand: { state: "confirmed", label: "", by: "Ana" } }),
    segment(4, "Tides ebb.", "Bajan.", { issues: [{ hash: "h", check: "numbers", type: "numbers", severity: "blocking", level: "Blocking", label: "Numbers", message: "37 is missing", start: 0, end: 0 }] }),
  ].map((s) => new Row(s));
  const third = all[2];
  if (third) third.seg.target.editedAt = "2026-03-08T12:00:00Z";
  const fourth = all[3];
  if (fourth) fourth.seg.target.editedAt = "2026-03-01T12:00:00Z";
  return all;
}

function found(q: string): number[] {
  const all = rows();
  const sections = sectionsOf(all);
  const f = matcher(parse(q), { now, section: (r) => sections.get(r.id) ?? "", like: () => 0 });
  return all.filter(f).map((r) => r.seg.n);
}

test("a filter finds rows by what they are and what they say", () => {
  const cases: Record<string, number[]> = {
    "": [1, 2, 3, 4],
    "tide": [1, 4],
    "TIDE -ebb": [1],
    "the tide": [1],
    '"the tide"': [1],
    "resume": [3],
    "sesión": [3],
    "source:tide target:alta": [1],
    "source:/^tide/": [4],
    "source:/h.*w.*at/": [2],
    "source:/[(+*]|t{2,}|\\+/": [],
    "state:open": [1, 2, 4],
    "is:confirmed": [3],
    "state:empty": [2],
    "-state:open OR state:empty": [2, 3],
    "NOT (tide OR session)": [2],
    "--state:open": [1, 2, 4],
    "state:open AND has:remark": [4],
    "has:blocking": [4],
    "remark:37": [4],
    "has:code": [1],
    "has:note note:time": [2],
    "words:>20": [3],
    "words:<=4 -words:2": [1, 2],
    "number:2-3": [2, 3],
    "section:session": [3, 4],
    "by:ana": [3],
    "changed:2d": [3],
    "changed:>2d": [4],
    "changed:>2026-03-05": [3],
    '"10:30"': [2],
    "10:30": [2],
  };
  for (const [q, want] of Object.entries(cases)) assert.deepEqual(found(q), want, q);
});

test("what can't be read says why and where", () => {
  const cases: Record<string, [string, number]> = {
    '"tide': ["quote", 0],
    "source:/tide": ["slash", 7],
    "state:opne": ["choice", 0],
    "a sorce:tide": ["field", 2],
    "(a": ["open", 0],
    "a)": ["closing", 1],
    "a OR": ["more", 4],
    "OR a": ["more", 0],
    "source:": ["value", 0],
    "words:many": ["number", 0],
    "changed:yesterday": ["age", 0],
    "changed:2026-02-31": ["age", 0],
    "/(/": ["regex", 0],
    "/(a+)+$/": ["regexSlow", 0],
    "/(a|aa)*b/": ["regexSlow", 0],
    "/a.*b.*c.*x/": ["regexSlow", 0],
  };
  for (const [q, [code, at]] of Object.entries(cases)) {
    assert.throws(() => parse(q), (e) => e instanceof QueryError && e.code === code && e.at === at, q);
  }
  assert.throws(() => parse("state:opne"), (e) => e instanceof QueryError && e.values["Near"] === "open");
});

test("any string parses or says why", () => {
  const bits = ["(", ")", "-", '"', "/", "\\", ":", "OR", "AND", "NOT", " ", "state:", "has:remark", "words:>", "2d", "[", "]", "*", "+", "?", "{2,}", "é", "😀", "\u200f", "a", "|", "^", "\n"];
  let seed = 7;
  const random = (n: number) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  const all = rows();
  for (let i = 0; i < 20_000; i++) {
    const s = Array.from({ length: random(12) }, () => bits[random(bits.length)] ?? "").join("");
    try {
      const f = matcher(parse(s), { now, section: () => "", like: () => 0 });
      for (const r of all) f(r);
    } catch (e) {
      assert.ok(e instanceof QueryError, `${JSON.stringify(s)}: ${String(e)}`);
      assert.ok(e.at >= 0 && e.at <= s.length, s);
    }
  }
  assert.throws(() => parse("(".repeat(1000)), QueryError);
});

test("an expression that is allowed ends on any text", () => {
  const long = new Row(segment(1, "a".repeat(5000), "b"));
  for (const q of ["/a+a+b/", "/(?:aa)+b/", "/[a-z]*x[a-z]*/", "/a{2,9}a{2,9}a{2,9}b/"]) {
    assert.equal(matcher(parse(q), { now, section: () => "", like: () => 0 })(long), false, q);
  }
});

test("suggestions are for the word at the cursor", () => {
  assert.deepEqual(suggest("state:op", 8).list.map((s) => s.text), ["state:open "]);
  assert.deepEqual(suggest("tide -has:rem", 13), { from: 6, list: [{ text: "has:remark ", key: "has.remark" }] });
  assert.ok(suggest("so", 2).list.some((s) => s.text === "source:"));
  assert.ok(suggest("conf", 4).list.some((s) => s.text === "state:confirmed "));
  assert.deepEqual(suggest("tide ", 5).list, []);
  assert.deepEqual(suggest('source:"ti', 10).list, []);
});
