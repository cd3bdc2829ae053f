import assert from "node:assert/strict";
import { test } from "node:test";

import { Refusal, type Api, type SaveBody } from "../src/api.ts";
import { Journal } from "../src/journal.ts";
import type { Saved, Segment } from "../src/model.ts";
import { Saver, type Line } from "../src/saver.ts";
import { Session } from "../src/session.ts";
import { MemoryStorage, segment, whole } from "./fixtures.ts";

interface Fake {
  saves: (SaveBody & { id: string })[];
  answer: (id: string, b: SaveBody) => Saved;
  theirs?: Segment;
  run: string;
}

function rig(storage = new MemoryStorage()) {
  const session = new Session(whole(segment(1, "One.", "Uno."), segment(2, "Two.", "Dos.")), new Journal(storage, "Ana", "page-1", "es"));
  const fake: Fake = {
    saves: [], run: "run-1",
    answer: (id, b) => {
      const s = session.byId.get(id)?.seg ?? assert.fail(id);
      return { segment: { ...s, target: { ...s.target, text: b.text, version: b.version + 1 }, stand: { state: "confirmed", label: "" } }, counts: session.counts, hashes: session.hashes, may: session.may };
    },
  };
  const api = {
    save: (id: string, b: SaveBody) => {
      fake.saves.push({ ...b, id });
      return Promise.resolve().then(() => fake.answer(id, b));
    },
    load: () => Promise.resolve({ translation: { run: fake.run }, segments: fake.theirs ? [fake.theirs] : [] }),
    typing: () => Promise.resolve(), dropTyping: () => Promise.resolve(),
  } as unknown as Api;
  const lines: Line[] = [];
  let act = 0;
  const saver = new Saver(session, api, (l) => lines.push(l), () => `act-${++act}`);
  const [a, b] = session.rows;
  assert.ok(a && b);
  return { session, saver, fake, lines, a, b, storage };
}

const settled = () => new Promise((r) => setTimeout(r, 5));

test("a confirmed text is the target, and nothing of it is left in the journal", async () => {
  const { session, saver, fake, a, storage } = rig();
  session.type(a, "Uno mismo.", true);
  saver.confirm(a);
  assert.equal(a.open, false, "the next open segment is another one at once");
  await settled();
  assert.deepEqual(fake.saves.map((s) => [s.id, s.text, s.version, s.confirm, s.act, s.step]), [["u1.1", "Uno mismo.", 1, true, "act-1", "review"]]);
  assert.equal(a.seg.target.text, "Uno mismo.");
  assert.equal(a.dirty, false);
  assert.equal(storage.length, 0);
});

test("when nobody answers it is kept, and the same act is sent again", async () => {
  const { session, saver, fake, lines, a, storage } = rig();
  const answer = fake.answer;
  fake.answer = () => {
    throw new Refusal(0, "");
  };
  session.type(a, "Uno mismo.", true);
  saver.confirm(a);
  await settled();
  assert.equal(lines.at(-1), "away");
  assert.equal(storage.length, 1);
  assert.equal(saver.pending, true);
  fake.answer = answer;
  await saver.flush();
  assert.deepEqual(fake.saves.map((s) => s.act), ["act-1", "act-1"]);
  assert.equal(a.seg.stand.state, "confirmed");
  assert.equal(lines.at(-1), "idle");
});

test("who is signed out keeps everything", async () => {
  const { session, saver, fake, lines, a, b } = rig();
  fake.answer = () => {
    throw new Refusal(401, "Sign in first");
  };
  session.type(a, "Uno mismo.", true);
  session.type(b, "Dos mismos.", true);
  saver.confirm(a);
  saver.confirm(b);
  await settled();
  assert.equal(lines.at(-1), "signed-out");
  assert.deepEqual([a.text, b.text, saver.pending], ["Uno mismo.", "Dos mismos.", true]);
  saver.stop();
});

test("a conflict shows both texts, and mine can be put over theirs", async () => {
  const { session, saver, fake, a } = rig();
  const answer = fake.answer;
  fake.theirs = { ...a.seg, target: { ...a.seg.target, text: "Una.", version: 4, origin: { kind: "human", label: "", by: "Luis" } } };
  fake.answer = () => {
    throw new Refusal(409, "changed");
  };
  session.type(a, "Uno mismo.", true);
  saver.confirm(a);
  await settled();
  assert.equal(a.text, "Uno mismo.");
  assert.deepEqual([a.trouble?.kind, a.trouble?.base, a.trouble?.theirs?.target.text], ["conflict", "Uno.", "Una."]);
  fake.answer = answer;
  a.over = 4;
  saver.confirm(a);
  await settled();
  assert.equal(fake.saves.at(-1)?.version, 4);
  assert.equal(a.trouble, undefined);
  assert.equal(a.seg.target.text, "Uno mismo.");
});

test("a refusal stands at its segment, and the others go on", async () => {
  const { session, saver, fake, a, b } = rig();
  const answer = fake.answer;
  fake.answer = (id, body) => {
    if (id === "u1.1") throw new Refusal(422, "its codes are not those of the source");
    return answer(id, body);
  };
  session.type(a, "Uno", true);
  session.type(b, "Dos mismos.", true);
  saver.confirm(a);
  saver.confirm(b);
  await settled();
  assert.equal(a.trouble?.message, "its codes are not those of the source");
  assert.equal(a.text, "Uno");
  assert.equal(b.seg.target.text, "Dos mismos.");
});

test("when the source has changed that is said, and what was typed stays", async () => {
  const { session, saver, fake, a, storage } = rig();
  let stale = false;
  session.on("stale", () => (stale = true));
  fake.answer = () => {
    throw new Refusal(404, "no such segment");
  };
  fake.run = "run-2";
  session.type(a, "Uno mismo.", true);
  saver.confirm(a);
  await settled();
  assert.equal(stale, true);
  assert.equal(a.text, "Uno mismo.");
  assert.equal(storage.length, 1);
});

test("a text that is saved and not confirmed says why", async () => {
  const { session, saver, fake, a } = rig();
  const answer = fake.answer;
  fake.answer = (id, b) => ({ ...answer(id, b), refused: [{ segment: id, why: "Other eyes are asked." }] });
  session.type(a, "Uno mismo.", true);
  saver.confirm(a);
  await settled();
  assert.equal(a.trouble?.message, "Other eyes are asked.");
  assert.equal(a.seg.target.text, "Uno mismo.");
});
