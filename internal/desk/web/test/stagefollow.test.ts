import assert from "node:assert/strict";
import { test } from "node:test";

import { Api, Refusal } from "../src/api.ts";
import { Journal } from "../src/journal.ts";
import type { Segment } from "../src/model.ts";
import { Session, type Row } from "../src/session.ts";
import { Follower, type Page } from "../src/stage/writer.ts";
import type { ToFrame } from "../src/stage/protocol.ts";
import { MemoryStorage, segment, whole } from "./fixtures.ts";

Object.assign(globalThis, { requestAnimationFrame: (f: () => void) => setTimeout(f, 0) });

const wait = (ms: number) => new Promise((r) => setTimeout(r, ms));

/** A server that answers when it is told to. */
class Server extends Api {
  asked: { path: string; text: string }[] = [];
  refuse = 0;

  override send<T>(_method: string, path: string, body?: unknown): Promise<T> {
    const { text } = body as { text: string };
    this.asked.push({ path, text });
    if (this.refuse > 0) return Promise.reject(new Refusal(this.refuse, "codes"));
    return Promise.resolve({ parts: [{ first: "u1.1", last: "u1.2", html: `<b>${text}</b>` }] } as T);
  }
}

function follow(...segments: Segment[]) {
  const session = new Session(whole(...segments), new Journal(new MemoryStorage(), "Ana", "page-1", "es"));
  const sent: ToFrame[] = [];
  let loads = 0;
  const page: Page & { loads: () => number } = { ready: true, marks: "marks", send: (m) => sent.push(m), load: () => { loads++; }, loads: () => loads };
  const server = new Server("");
  const follower = new Follower(session, server, page);
  session.on("typed", (row) => follower.write(row));
  follower.begin();
  return { session, sent, server, page };
}

const rowOf = (s: Session, i: number): Row => s.rows[i] ?? assert.fail("no row");

test("what is typed is written at once, and the server is asked once it rests", async () => {
  const { session, sent, server } = follow(segment(1, "One.", "Uno."));
  for (const text of ["Uno. A", "Uno. Ab", "Uno. Abc"]) session.type(rowOf(session, 0), text, true);
  await wait(20);
  assert.deepEqual(sent.map((m) => m.do === "text" && m.now), [[{ kind: "text", text: "Uno. Abc" }]]);
  assert.equal(server.asked.length, 0);
  await wait(300);
  assert.deepEqual(server.asked, [{ path: "/segments/u1.1/render", text: "Uno. Abc" }]);
  assert.equal(sent.at(-1)?.do, "unit");
});

test("an empty target shows the source, as the page would", async () => {
  const { session, sent } = follow(segment(1, "One.", "Uno."));
  session.type(rowOf(session, 0), "");
  await wait(20);
  assert.deepEqual(sent.map((m) => m.do === "text" && m.now), [[{ kind: "text", text: "One." }]]);
});

test("what the server can't show yet stays as it was written, and is not asked for again", async () => {
  const { session, sent, server } = follow(segment(1, "One <1/>.", "Uno <1/>."));
  server.refuse = 422;
  session.type(rowOf(session, 0), "Uno");
  await wait(600);
  assert.equal(server.asked.length, 1);
  assert.deepEqual(sent.map((m) => m.do), ["text"]);
});

test("what was typed beside it in the same unit is written again over the server's answer", async () => {
  const { session, sent } = follow(segment(1, "One.", "Uno."), { ...segment(2, "Two.", "Dos."), id: "u1.2", unit: "u1" });
  session.type(rowOf(session, 1), "Dos mil.");
  session.type(rowOf(session, 0), "Uno mismo.");
  await wait(400);
  assert.deepEqual(sent.map((m) => `${m.do} ${m.do === "text" ? m.segment : ""}`), ["text u1.2", "text u1.1", "unit ", "text u1.2"]);
});

test("many changes at once have the page loaded again", async () => {
  const { session, page, server } = follow(...Array.from({ length: 40 }, (_, i) => segment(i + 1, "Same.", "Igual.")));
  session.change(session.rows.map((r) => ({ segment: r.id, before: r.text, after: "Mismo." })));
  await wait(400);
  assert.equal(page.loads(), 1);
  assert.equal(server.asked.length, 0);
});
