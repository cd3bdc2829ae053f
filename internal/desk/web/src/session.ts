// The state of the editor: the segments, what is typed, and which one is open. It knows neither the page nor the network.

import { Emitter } from "./emitter.ts";
import { missing } from "./fragment.ts";
import type { Journal } from "./journal.ts";
import type { BulkClass, Counts, Hashes, Issue, May, Notation, Saved, Segment, Whole } from "./model.ts";
import { Undo, type TextChange } from "./undo.ts";
import { t } from "./words.ts";

/** Trouble is why a text could not be saved. Theirs is what somebody else has saved meanwhile, base what both began with. */
export interface Trouble {
  kind: "conflict" | "refused" | "codes";
  message: string;
  theirs?: Segment;
  base?: Notation;
}

/** Row is a segment with what a person has typed. */
export class Row {
  /** The text as typed, where it is another than the target. */
  typed: Notation | undefined;
  /** The version that it was typed over. */
  over: number;
  /** What the target was then. */
  base: Notation;
  sending = 0; // saves on their way
  trouble: Trouble | undefined;
  /** What the checks say of the text as typed; undefined when that is not known yet. */
  issues: Issue[] | undefined;
  /** Others who have it open. */
  here: { by: string; typing: boolean }[] = [];

  constructor(public seg: Segment) {
    this.over = seg.target.version;
    this.base = seg.target.text;
  }

  get id(): string {
    return this.seg.id;
  }

  get text(): Notation {
    return this.typed ?? this.seg.target.text;
  }

  get dirty(): boolean {
    return this.typed !== undefined;
  }

  /** Whether it waits for a person's word. */
  get open(): boolean {
    return this.sending === 0 && (this.seg.stand.state === "open" || this.dirty);
  }

  get missing(): Notation[] {
    return missing(this.seg.source, this.text);
  }

  /** The remarks on the text as it stands. */
  get remarks(): Issue[] {
    return this.dirty ? (this.issues ?? []) : (this.seg.issues ?? []);
  }
}

export interface Events {
  /** A row looks different: its text, its state, its remarks. */
  row: Row;
  /** A text was changed by something else than the field that shows it. */
  text: Row;
  /** A person types, or something types for them. */
  typed: Row;
  open: { row: Row | undefined; before: Row | undefined; how: How };
  counts: undefined;
  /** A row is to be in sight. */
  reveal: Row;
  /** The source has changed, so that the segments are no longer those of the page. */
  stale: undefined;
  /** Something to say to people who don't see it. */
  say: { text: string; urgent?: boolean };
}

/** How a row is opened. */
export interface How {
  /** Where the cursor goes: a UTF-16 offset in the text with each code as one unit, or an end. */
  at?: number | "start" | "end";
  focus?: boolean;
  scroll?: "center" | "nearest" | "none";
}

export class Session extends Emitter<Events> {
  readonly rows: Row[];
  readonly byId = new Map<string, Row>();
  readonly groups = new Map<string, Row[]>();
  readonly undo = new Undo();
  may: May;
  hashes: Hashes;
  counts: Counts;
  classes: BulkClass[];
  #open: Row | undefined;

  constructor(readonly whole: Whole, readonly journal: Journal) {
    super();
    ({ may: this.may, hashes: this.hashes, counts: this.counts } = whole);
    this.classes = whole.classes ?? [];
    this.rows = whole.segments.map((s) => new Row(s));
    for (const r of this.rows) {
      this.byId.set(r.id, r);
      if (r.seg.group) this.groups.set(r.seg.group, [...(this.groups.get(r.seg.group) ?? []), r]);
    }
    this.#recover();
  }

  /** The row that is open. */
  get current(): Row | undefined {
    return this.#open;
  }

  /** like are the other rows with the same source. */
  like(r: Row): Row[] {
    return r.seg.group ? (this.groups.get(r.seg.group) ?? []).filter((o) => o !== r) : [];
  }

  open(row: Row | undefined, how: How = {}): void {
    const before = this.#open;
    this.#open = row;
    this.emit("open", { row, before, how });
  }

  /** type sets the text of a row as a person, or a key for them, wants it. */
  type(row: Row, text: Notation, typing = false): void {
    this.change([{ segment: row.id, before: row.text, after: text }], typing);
  }

  /** change sets the texts of several rows as one act, which one undo takes back. */
  change(changes: TextChange[], typing = false): void {
    this.undo.push(changes, typing);
    this.#apply(changes, !typing);
  }

  /** takeBack undoes an act, or does it again, and opens where it was. */
  takeBack(which: "undo" | "redo"): boolean {
    const changes = this.undo[which]();
    const first = changes?.[0] && this.byId.get(changes[0].segment);
    if (!changes || !first) return false;
    if (first !== this.#open) this.open(first, { at: "end", focus: true });
    this.#apply(changes, true);
    this.emit("reveal", first);
    return true;
  }

  #apply(changes: TextChange[], show: boolean): void {
    for (const c of changes) {
      const row = this.byId.get(c.segment);
      if (!row) continue;
      this.#set(row, c.after);
      if (show) this.emit("text", row);
      this.emit("typed", row);
      this.emit("row", row);
    }
  }

  #set(row: Row, text: Notation): void {
    if (!row.dirty) {
      row.over = row.seg.target.version;
      row.base = row.seg.target.text;
    }
    row.issues = undefined;
    if (text === row.seg.target.text && row.over === row.seg.target.version) {
      row.typed = undefined;
      this.journal.remove(row.id);
      return;
    }
    row.typed = text;
    this.note(row);
  }

  /** note writes what is typed into the journal. act is that of a confirmation which the server has not taken yet. */
  note(row: Row, act?: string): void {
    const kept = this.journal.set(row.id, {
      text: row.text, version: row.over, at: Date.now(), source: row.seg.source, ...(act ? { act } : {}),
    });
    if (!kept) this.emit("say", { text: t("editor.say.noRoom"), urgent: true });
  }

  /** drop gives up what was typed. */
  drop(row: Row): void {
    this.change([{ segment: row.id, before: row.text, after: row.seg.target.text }]);
    row.typed = undefined;
    row.trouble = undefined;
    row.over = row.seg.target.version;
    this.journal.remove(row.id);
    this.emit("row", row);
  }

  /** renew takes a segment as the server has it now. What was typed over an older version stays, with a word on it. */
  renew(seg: Segment, sent?: Notation): void {
    const row = this.byId.get(seg.id);
    if (!row) return;
    const changed = seg.target.version !== row.seg.target.version && seg.target.text !== row.seg.target.text;
    const shown = row.text;
    row.seg = seg;
    if (row.typed !== undefined && (row.typed === sent || row.typed === seg.target.text)) {
      row.typed = undefined;
      row.trouble = undefined;
      this.journal.remove(row.id);
    } else if (row.typed !== undefined && sent !== undefined) {
      row.over = seg.target.version; // typed on while the save was on its way
      row.base = seg.target.text;
      this.note(row);
    } else if (row.typed !== undefined && changed) {
      row.trouble = { kind: "conflict", message: "", theirs: seg, base: row.base };
    }
    if (row.typed === undefined) row.over = seg.target.version;
    if (row.text !== shown) this.emit("text", row);
    this.emit("row", row);
  }

  /** take takes the answer to a save. */
  take(s: Saved, sent: Notation): void {
    ({ counts: this.counts, hashes: this.hashes, may: this.may } = s);
    this.classes = s.classes ?? this.classes;
    for (const seg of [s.segment, ...(s.like ?? [])]) this.renew(seg, sent);
    this.emit("counts", undefined);
  }

  /** refresh takes the translation as it stands now. What is typed stays. A source that has become another needs the page anew. */
  refresh(w: Whole): void {
    ({ counts: this.counts, hashes: this.hashes, may: this.may } = w);
    this.classes = w.classes ?? [];
    for (const seg of w.segments) {
      const row = this.byId.get(seg.id);
      if (row && row.sending === 0 && seg.source === row.seg.source && seg.target.version >= row.seg.target.version) this.renew(seg);
    }
    this.emit("counts", undefined);
  }

  /** lastTyped is the row that a person was writing when they left, if it is not confirmed. */
  lastTyped(): Row | undefined {
    const here = this.journal.all();
    const at = (r: Row) => Math.max(here.get(r.id)?.at ?? 0, Date.parse(r.seg.typing?.at ?? "") || 0);
    return this.rows.filter((r) => r.dirty).toSorted((a, b) => at(b) - at(a))[0];
  }

  /** next is the first row after one for which f holds, from the beginning again at the end. */
  next(from: Row | undefined, f: (r: Row) => boolean, step: 1 | -1 = 1): Row | undefined {
    const n = this.rows.length;
    const at = from ? this.rows.indexOf(from) : step > 0 ? -1 : n;
    for (let i = 1; i <= n; i++) {
      const row = this.rows[(((at + i * step) % n) + n) % n];
      if (row && row !== from && f(row)) return row;
    }
    return undefined;
  }

  /** #recover puts back what was typed and not confirmed, from the server and from this browser, whichever is later. */
  #recover(): void {
    const here = this.journal.all();
    for (const row of this.rows) {
      const [j, s] = [here.get(row.id), row.seg.typing];
      const typed = j && (!s?.at || j.at >= Date.parse(s.at)) && j.source === row.seg.source ? j : s;
      if (!typed || typed.text === row.seg.target.text) {
        if (j && j.text === row.seg.target.text) this.journal.remove(row.id);
        continue;
      }
      row.typed = typed.text;
      row.over = typed.version;
      if (typed.version !== row.seg.target.version) {
        row.trouble = { kind: "conflict", message: "", theirs: row.seg };
      }
    }
    for (const [segment, e] of here) { // its sentence is gone or another one: it is offered beside the list
      const source = this.byId.get(segment)?.seg.source;
      if (source === e.source || this.whole.lost?.some((l) => l.segment === segment && l.text === e.text)) continue;
      const now = source === undefined ? {} : { now: segment };
      this.whole.lost = [...(this.whole.lost ?? []), { segment, text: e.text, source: e.source, at: new Date(e.at).toISOString(), ...now }];
    }
  }

  /** dropLost gives up a text that was typed for a sentence that is gone. */
  dropLost(segment: string): void {
    this.whole.lost = this.whole.lost?.filter((l) => l.segment !== segment) ?? [];
    this.journal.remove(segment);
  }
}
