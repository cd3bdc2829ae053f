// Sends what is typed and what is confirmed. Nothing is given up: what can't be sent now is sent later.

import { Refusal, type Api } from "./api.ts";
import type { Notation } from "./model.ts";
import type { Row, Session } from "./session.ts";
import { t } from "./words.ts";

export type Line = "idle" | "saving" | "away" | "signed-out";

interface Job {
  row: Row;
  text: Notation;
  act: string;
  like: Row[];
  confirm: boolean;
}

const typingPause = 600; // ms of rest before what is typed goes to the server
const waits = [1000, 2000, 5000, 10_000, 30_000]; // ms between tries when nobody answers

export class Saver {
  line: Line = "idle";
  #jobs: Job[] = [];
  #busy = false;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #typing = new Map<Row, ReturnType<typeof setTimeout>>();
  #unsent = new Set<Row>();

  constructor(private readonly session: Session, private readonly api: Api,
    private readonly changed: (line: Line) => void, private readonly act: () => string = () => crypto.randomUUID()) {
    session.on("typed", (row) => this.#noteTyping(row));
  }

  /** Whether something is still to be sent. */
  get pending(): boolean {
    return this.#jobs.length > 0 || this.#unsent.size > 0;
  }

  /** stop ends the tries. What is unsent stays in the journal. */
  stop(): void {
    clearTimeout(this.#retry);
    for (const timer of this.#typing.values()) clearTimeout(timer);
  }

  /** confirm saves a row's text and the person's word that it is right, here and in the rows that are like it. */
  confirm(row: Row, like: Row[] = []): void {
    this.#send(row, like, true);
  }

  /** save saves a row's text without a word on it. */
  save(row: Row): void {
    this.#send(row, [], false);
  }

  #send(row: Row, like: Row[], confirm: boolean): void {
    const job: Job = { row, text: row.text, act: this.act(), like, confirm };
    row.trouble = undefined;
    row.sending++;
    this.#forgetTyping(row);
    if (row.dirty) this.session.note(row, job.act);
    this.#jobs.push(job);
    this.session.emit("row", row);
    void this.flush();
  }

  /** flush sends what waits, one after the other. */
  async flush(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    clearTimeout(this.#retry);
    try {
      for (let job = this.#jobs[0]; job; job = this.#jobs[0]) {
        this.#set("saving");
        await this.#run(job);
        this.#jobs.shift();
        job.row.sending--;
        this.session.emit("row", job.row);
      }
      for (const row of [...this.#unsent]) await this.#sendTyping(row);
      this.#tries = 0;
      this.#set("idle");
    } catch (e) {
      if (!(e instanceof Refusal)) throw e;
      this.#set(e.status === 401 ? "signed-out" : "away");
      this.#retry = setTimeout(() => void this.flush(), waits[Math.min(this.#tries++, waits.length - 1)]);
    } finally {
      this.#busy = false;
    }
  }

  /** #run sends one job. It throws only what may pass when it is sent again. */
  async #run(job: Job): Promise<void> {
    const { row, text } = job;
    try {
      const saved = await this.api.save(row.id, {
        text, version: row.dirty ? row.over : row.seg.target.version, confirm: job.confirm, act: job.act, step: this.session.whole.translation.step,
        ...(job.like.length > 0 ? { like: job.like.map((r) => ({ segment: r.id, version: r.seg.target.version })) } : {}),
      });
      this.session.take(saved, text);
      for (const r of saved.refused ?? []) this.#notTaken(r.segment, [r.why, r.detail].filter(Boolean).join(" "), r.segment === row.id);
      const more = saved.like?.length ?? 0;
      this.session.emit("say", { text: job.confirm ? t("editor.say.confirmed", { Number: row.seg.n }) + (more > 0 ? ` +${more}` : "") : t("editor.say.saved", { Number: row.seg.n }) });
    } catch (e) {
      if (!(e instanceof Refusal) || e.passing || e.status === 401) throw e;
      await this.#refused(row, e);
    }
  }

  /** #notTaken shows why a text was not put into a segment, or not confirmed there. */
  #notTaken(segment: string, why: string, own: boolean): void {
    const row = this.session.byId.get(segment);
    if (!row) return;
    if (own) row.trouble = { kind: "refused", message: why };
    this.session.emit("row", row);
    this.session.emit("say", { text: `${t("editor.say.notSaved", { Number: row.seg.n })} ${why}`, urgent: true });
  }

  async #refused(row: Row, e: Refusal): Promise<void> {
    const now = await this.api.load();
    if (now.translation.run !== this.session.whole.translation.run) {
      row.trouble = { kind: "refused", message: t("editor.stale") };
      this.session.emit("row", row);
      this.session.emit("stale", undefined);
      return;
    }
    const theirs = now.segments.find((s) => s.id === row.id);
    if (e.status === 409 && theirs) {
      const base = row.base;
      if (row.typed === undefined) row.typed = row.text;
      row.seg = theirs;
      row.trouble = { kind: "conflict", message: e.message, theirs, base };
    } else {
      row.trouble = { kind: "refused", message: e.message };
    }
    this.session.emit("row", row);
    this.session.emit("say", { text: t("editor.say.notSaved", { Number: row.seg.n }), urgent: true });
  }

  #noteTyping(row: Row): void {
    this.#forgetTyping(row);
    this.#unsent.add(row);
    this.#typing.set(row, setTimeout(() => void this.flush(), typingPause));
  }

  #forgetTyping(row: Row): void {
    clearTimeout(this.#typing.get(row));
    this.#typing.delete(row);
    this.#unsent.delete(row);
  }

  async #sendTyping(row: Row): Promise<void> {
    const text = row.typed;
    this.#unsent.delete(row);
    try {
      if (text === undefined) await this.api.dropTyping(row.id);
      else await this.api.typing(row.id, text, row.over);
    } catch (e) {
      if (e instanceof Refusal && !e.passing && e.status !== 401) return; // the browser's journal has it
      this.#unsent.add(row);
      throw e;
    }
  }

  #set(line: Line): void {
    if (line === this.line) return;
    this.line = line;
    this.changed(line);
  }
}
