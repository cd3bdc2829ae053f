import assert from "node:assert/strict";
import { test } from "node:test";

import { Journal } from "../src/journal.ts";
import type { Segment } from "../src/model.ts";
import { replacements, type Wanted } from "../src/list/replace.ts";
import { confirmable } from "../src/list/takes.ts";
import { Row, Session } from "../src/session.ts";
import { MemoryStorage, segment, whole } from "./fixtures.ts";

const wanted = (find: string, put: string, more: Partial<Wanted> = {}): Wanted => ({ find, put, exact: false, words: false, regex: false, ...more });
const after = (text: string, w: Wanted) => replacements([new Row(segment(1, "S", text))], w).map((r) => r.after)[0];

test("replacing changes texts and no codes", () => {
  assert.equal(after("La <1>marea</1> y la marea.", wanted("marea", "mar")), "La <1>mar</1> y la mar.");
  assert.equal(after("Mareas y marea", wanted("marea", "mar", { words: true })), "Mareas y mar");
  assert.equal(after("MAREA", wanted("marea", "mar", { exact: true })), undefined);
  assert.equal(after("1 < 2 &amp; 3", wanted("<", ">")), "1 &gt; 2 &amp; 3");
  assert.equal(after("a", wanted("a", "<1>")), "&lt;1&gt;", "what is put in is text");
  assert.equal(after("10:30", wanted("(\\d+):(\\d+)", "$1 h $2", { regex: true })), "10 h 30");
  assert.equal(after("cuesta 5", wanted("5", "$1")), "cuesta $1", "a dollar is one");
  assert.equal(after("word", wanted("x*", "y", { regex: true })), undefined);
  assert.equal(after("ab<1>cd</1>", wanted("bc", "x")), undefined, "a find does not go across a code");
  assert.equal(after("المد العالي", wanted("المد", "الجزر", { words: true })), "الجزر العالي");
});

test("one undo takes back all that was replaced", () => {
  const session = new Session(whole(segment(1, "A.", "Una marea."), segment(2, "B.", "Otra marea.")), new Journal(new MemoryStorage(), "Ana", "d", "es"));
  session.change(replacements(session.rows, wanted("marea", "ola")).map((r) => ({ segment: r.row.id, before: r.before, after: r.after })));
  assert.deepEqual(session.rows.map((r) => [r.text, r.dirty]), [["Una ola.", true], ["Otra ola.", true]]);
  session.takeBack("undo");
  assert.deepEqual(session.rows.map((r) => [r.text, r.dirty]), [["Una marea.", false], ["Otra marea.", false]]);
});

test("confirming many leaves out what somebody has to look at, unless that is named", () => {
  const issue = (severity: "blocking" | "warning") => [{ hash: "h", check: "c", type: "t", severity, level: "", label: "", message: "", start: 0, end: 0 }];
  const one = (text: string, more: Partial<Segment> = {}) => new Row(segment(1, "S", text, more));
  const rows = [
    one("a"), one(""), one("b", { issues: issue("blocking") }), one("c", { issues: issue("warning") }), one("d", { openComments: true }), one("e", { stand: { state: "open", label: "", changes: true } }),
    one("f", { stand: { state: "confirmed", label: "" } }), one("g", { source: "<1/>x", codes: [{ id: 1, name: "br" }] }), one("h", { stand: { state: "skipped", label: "" } }),
  ];
  assert.deepEqual(confirmable(rows).take.map((r) => r.text), ["a"]);
  assert.deepEqual(confirmable(rows).left.map((l) => l.why), ["empty", "blocking", "remark", "comment", "proposal", "confirmed", "codes", "skipped"]);
  assert.deepEqual(confirmable(rows, new Set(["remark", "comment"] as const)).take.map((r) => r.text), ["a", "c", "d"]);
  assert.deepEqual(confirmable(rows, new Set(["empty", "blocking"] as const)).take.map((r) => r.text), ["a"], "no wish makes an empty text right");
});
