import assert from "node:assert/strict";
import { test } from "node:test";

import { Journal } from "../src/journal.ts";
import type { Segment } from "../src/model.ts";
import { Session } from "../src/session.ts";
import { MemoryStorage, segment, whole } from "./fixtures.ts";

function session(storage: Storage, ...segments: Segment[]): Session {
  return new Session(whole(...segments), new Journal(storage, "Ana", "page-1", "es"));
}

const first = (s: Session) => s.rows[0] ?? assert.fail("no rows");

test("what is typed is there after a crash", () => {
  const storage = new MemoryStorage();
  const a = session(storage, segment(1, "One.", "Uno."));
  a.type(first(a), "Uno mismo.", true);
  const b = session(storage, segment(1, "One.", "Uno."));
  assert.equal(first(b).text, "Uno mismo.");
  assert.equal(first(b).trouble, undefined);
  assert.equal(first(b).open, true);
});

test("what is typed over a version that is no longer there comes with both texts", () => {
  const storage = new MemoryStorage();
  const a = session(storage, segment(1, "One.", "Uno."));
  a.type(first(a), "Uno mismo.", true);
  const s = segment(1, "One.", "Una.");
  s.target.version = 2;
  const b = session(storage, s);
  assert.equal(first(b).text, "Uno mismo.");
  assert.equal(first(b).trouble?.theirs?.target.text, "Una.");
});

test("what is typed for another source is not put over this one", () => {
  const storage = new MemoryStorage();
  const a = session(storage, segment(1, "One.", "Uno."));
  a.type(first(a), "Uno mismo.", true);
  const b = session(storage, segment(1, "One of 12.", "Uno de 12."));
  assert.equal(first(b).text, "Uno de 12.");
  assert.deepEqual(b.whole.lost?.map((l) => [l.text, l.source, l.now]), [["Uno mismo.", "One.", "u1.1"]]);
  b.dropLost("u1.1");
  assert.equal(storage.length, 0);
});

test("the later of browser and server wins", () => {
  const storage = new MemoryStorage();
  const a = session(storage, segment(1, "One.", "Uno."));
  a.type(first(a), "Uno mismo.", true);
  const later = new Date(Date.now() + 60_000).toISOString();
  const b = session(storage, segment(1, "One.", "Uno.", { typing: { text: "Uno solo.", version: 1, at: later } }));
  assert.equal(first(b).text, "Uno solo.");
});

test("another person's things are not this person's", () => {
  const storage = new MemoryStorage();
  const a = session(storage, segment(1, "One.", "Uno."));
  a.type(first(a), "Uno mismo.", true);
  assert.equal(new Journal(storage, "Luis", "page-1", "es").all().size, 0);
});

test("a text that is typed back is no change", () => {
  const storage = new MemoryStorage();
  const s = session(storage, segment(1, "One.", "Uno."));
  s.type(first(s), "Uno", true);
  s.type(first(s), "Uno.", true);
  assert.equal(first(s).dirty, false);
  assert.equal(storage.length, 0);
});

test("a browser without room says so, and the text stays", () => {
  const storage = new MemoryStorage();
  storage.full = true;
  const s = session(storage, segment(1, "One.", "Uno."));
  const said: boolean[] = [];
  s.on("say", ({ urgent }) => said.push(urgent === true));
  s.type(first(s), "Uno mismo.", true);
  assert.deepEqual(said, [true]);
  assert.equal(first(s).text, "Uno mismo.");
});

test("somebody else's save does not touch what is typed", () => {
  const s = session(new MemoryStorage(), segment(1, "One.", "Uno."));
  s.type(first(s), "Uno mismo.", true);
  const now = segment(1, "One.", "Una.");
  now.target.version = 2;
  s.renew(now);
  assert.equal(first(s).text, "Uno mismo.");
  assert.equal(first(s).trouble?.kind, "conflict");
  assert.equal(first(s).trouble?.base, "Uno.");
});

test("typing on while a save is on its way is kept, over the new version", () => {
  const s = session(new MemoryStorage(), segment(1, "One.", "Uno."));
  s.type(first(s), "Uno m", true);
  s.type(first(s), "Uno mismo", true);
  const now = segment(1, "One.", "Uno m");
  now.target.version = 2;
  s.renew(now, "Uno m");
  assert.equal(first(s).text, "Uno mismo");
  assert.equal(first(s).over, 2);
  assert.equal(first(s).trouble, undefined);
});

test("one undo takes back what one act changed in several segments", () => {
  const s = session(new MemoryStorage(), segment(1, "Hi.", "", { group: "g" }), segment(2, "Hi.", "", { group: "g" }), segment(3, "Bye.", ""));
  s.change(s.rows.slice(0, 2).map((r) => ({ segment: r.id, before: r.text, after: "Hola." })));
  assert.deepEqual(s.rows.map((r) => r.text), ["Hola.", "Hola.", ""]);
  assert.equal(s.like(first(s)).length, 1);
  s.takeBack("undo");
  assert.deepEqual(s.rows.map((r) => r.text), ["", "", ""]);
  s.takeBack("redo");
  assert.equal(s.rows[1]?.text, "Hola.");
});
