// The page follows what is typed: at once as far as the frame can, and a moment later as the server says that it looks.

import type { Api } from "../api.ts";
import { Refusal } from "../api.ts";
import { parse } from "../fragment.ts";
import type { Notation } from "../model.ts";
import type { Row, Session } from "../session.ts";
import type { ShownUnit, ToFrame } from "./protocol.ts";

/** How long nothing must be typed before the server is asked, in milliseconds. */
const pause = 250;

/** With more units to ask for than these, the whole page is loaded again. */
const many = 12;

export interface Page {
  readonly ready: boolean;
  readonly marks: string;
  send(m: ToFrame): void;
  load(): void;
}

export class Follower {
  /** The texts that the page had of each segment when the server made it. */
  #shown = new Map<string, Notation>();
  #waiting = new Map<string, Row>(); // for the server, by unit
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;
  #due = new Set<Row>(); // for the frame
  #asking: AbortController | undefined;

  constructor(readonly session: Session, readonly api: Api, readonly page: Page) {}

  /** begin writes what is typed and not stored into a page that has just come. */
  begin(): void {
    this.#asking?.abort();
    this.#waiting.clear();
    this.#shown.clear();
    for (const row of this.session.rows) {
      this.#shown.set(row.id, row.seg.target.text || row.seg.source);
      if (row.dirty) this.write(row);
    }
  }

  /** write has the page show a row's text. */
  write(row: Row): void {
    if (!this.page.ready) return;
    this.#due.add(row);
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      for (const r of this.#due) this.page.send(textOf(r, this.#shown.get(r.id) ?? r.seg.source));
      this.#due.clear();
    });
    this.#waiting.delete(row.seg.unit); // last in the order
    this.#waiting.set(row.seg.unit, row);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), pause);
  }

  async #ask(): Promise<void> {
    this.#asking?.abort();
    const asking = (this.#asking = new AbortController());
    if (this.#waiting.size > many) {
      this.#waiting.clear();
      this.page.load();
      return;
    }
    for (const [unit, row] of [...this.#waiting]) {
      const text = row.text;
      const marks = this.page.marks;
      try {
        const answer = await this.api.send<{ parts: ShownUnit[] }>("POST", `/segments/${encodeURIComponent(row.id)}/render`, { text, marks }, asking.signal);
        if (asking.signal.aborted || marks !== this.page.marks) return;
        this.#waiting.delete(unit);
        if (row.text === text) this.#put(row, answer.parts);
      } catch (e) {
        if (!(e instanceof Refusal)) return; // typed on meanwhile
        this.#waiting.delete(unit); // half typed, or nobody answers: the page shows what the frame could write
      }
    }
  }

  #put(row: Row, parts: ShownUnit[]): void {
    const unit = this.session.rows.filter((r) => r.seg.unit === row.seg.unit);
    for (const part of parts) this.page.send({ do: "unit", unit: part, segments: unit.map((r) => r.id) });
    this.#shown.set(row.id, row.text || row.seg.source);
    for (const r of unit) {
      if (r === row) continue;
      this.#shown.set(r.id, r.seg.target.text || r.seg.source);
      if (r.dirty) this.page.send(textOf(r, this.#shown.get(r.id) ?? ""));
    }
  }
}

/** textOf is the message that has the frame write a row's text. Where there is none, the page has the source's. */
export function textOf(row: Row, shown: Notation): ToFrame {
  const codes: Record<string, string> = {};
  for (const c of row.seg.codes ?? []) codes[c.id] = c.name;
  return { do: "text", segment: row.id, codes, shown: parse(shown), now: parse(row.text || row.seg.source) };
}
