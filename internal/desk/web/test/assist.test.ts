import assert from "node:assert/strict";
import { test } from "node:test";

import { Ahead } from "../src/assist/ahead.ts";
import type { Term } from "../src/assist/model.ts";
import { mentioned } from "../src/assist/talk.ts";
import { nextTerm } from "../src/assist/terms.ts";

const soon = () => new Promise((r) => setTimeout(r, 0));

/** server answers when it is told to, and notes what it was asked. */
function server() {
  const asked: string[] = [];
  const open = new Map<string, { done: (v: string) => void; fail: (e: Error) => void }>();
  const ask = (id: string) => new Promise<string>((done, fail) => {
    asked.push(id);
    open.set(id, { done, fail });
  });
  const answer = async (id: string, text = id) => {
    open.get(id)?.done(text);
    await soon();
  };
  return { asked, ask, answer, fail: async (id: string) => {
    open.get(id)?.fail(new Error("away"));
    await soon();
  } };
}

test("help is asked ahead, two at a time, and is there when it is needed", async () => {
  const s = server();
  const a = new Ahead(s.ask);
  a.ahead(["1", "2", "3", "4"]);
  assert.deepEqual(s.asked, ["1", "2"]);
  await s.answer("1");
  assert.deepEqual(s.asked, ["1", "2", "3"]);
  assert.equal(a.peek("1"), "1");
  assert.equal(a.peek("2"), undefined);
  a.ahead(["9", "2", "1"]); // a person has gone elsewhere: what is there or on its way isn't asked again
  await s.answer("2");
  await s.answer("3");
  assert.deepEqual(s.asked, ["1", "2", "3", "9"]);
});

test("what is opened comes before what is asked ahead, and the same is asked once", async () => {
  const s = server();
  const a = new Ahead(s.ask);
  a.ahead(["1", "2", "3"]);
  const [x, y] = [a.get("5"), a.get("5")];
  assert.deepEqual(s.asked, ["1", "2", "5"]);
  await s.answer("5", "five");
  assert.deepEqual(await Promise.all([x, y, a.get("5")]), ["five", "five", "five"]);
});

test("an old value is shown until the new one is there", async () => {
  let now = 0;
  const s = server();
  const a = new Ahead(s.ask, () => now);
  const first = a.get("1");
  await s.answer("1", "old");
  assert.equal(await first, "old");
  now = 120_000;
  const again = a.get("1");
  assert.equal(a.peek("1"), "old");
  await s.answer("1", "new");
  assert.equal(await again, "new");
  assert.equal(a.peek("1"), "new");
});

test("a failure is not kept, and a value that was dropped on its way isn't either", async () => {
  const s = server();
  const a = new Ahead(s.ask);
  a.ahead(["1"]);
  await s.fail("1");
  a.ahead(["1"]);
  assert.deepEqual(s.asked, ["1", "1"]);
  a.drop("1");
  await s.answer("1");
  assert.equal(a.peek("1"), undefined);
});

test("the next term is the first whose words the text lacks", () => {
  const term = (source: string, ...targets: string[]): Term => ({ source, start: 0, end: 1, targets: targets.map((text) => ({ text })), forbidden: [] });
  const terms = [term("lock", "esclusa", "exclusa"), term("toll", "peaje"), term("avoid")];
  assert.equal(nextTerm(terms, "La ESCLUSA abrió.")?.source, "toll");
  assert.equal(nextTerm(terms, "")?.source, "lock");
  assert.equal(nextTerm(terms, "esclusa, peaje"), undefined);
});

test("people are mentioned by their whole names", () => {
  assert.deepEqual(mentioned("@ana maría, see @Ana; not @anabel", ["Ana", "Ana María", "Anabel"]).sort(), ["Ana", "Ana María", "Anabel"]);
  assert.deepEqual(mentioned("@Anabel", ["Ana"]), []);
  assert.deepEqual(mentioned("Ana", ["Ana"]), []);
  assert.deepEqual(mentioned("ask @Карим.", ["Карим"]), ["Карим"]);
});
