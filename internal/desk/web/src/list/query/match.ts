// Which rows a query is about.

import { plain } from "../../fragment.ts";
import type { Row } from "../../session.ts";
import type { Moment, Pattern, Query } from "./parse.ts";

/** What is known of rows beside themselves. */
export interface Surroundings {
  now: number;
  section: (r: Row) => string;
  like: (r: Row) => number;
}

const mostText = 2000; // characters of a text that an expression looks at

/** matcher is the test of a query. */
export function matcher(q: Query, s: Surroundings): (r: Row) => boolean {
  switch (q.op) {
    case "all": return () => true;
    case "and": {
      const all = q.of.map((o) => matcher(o, s));
      return (r) => all.every((f) => f(r));
    }
    case "or": {
      const any = q.of.map((o) => matcher(o, s));
      return (r) => any.some((f) => f(r));
    }
    case "not": {
      const f = matcher(q.of, s);
      return (r) => !f(r);
    }
    case "text": {
      const f = textTest(q.pattern);
      return (r) => texts(q.where, r, s).some(f);
    }
    case "is": return q.field === "state" ? (r) => inState(q.value, r) : (r) => has(q.value, r, s);
    case "number": return (r) => {
      const v = q.field === "words" ? r.seg.words : q.field === "comments" ? (r.seg.comments ?? 0) : r.seg.n;
      return v >= q.from && v <= q.to;
    };
    case "age": {
      const [from, to] = [moment(q.from, s.now) ?? -Infinity, moment(q.to, s.now) ?? Infinity];
      return (r) => {
        const at = Date.parse(r.seg.target.editedAt ?? r.seg.target.origin.at ?? "");
        return at >= from && at <= to;
      };
    }
  }
}

function moment(m: Moment, now: number): number | undefined {
  return m.at ?? (m.ago !== undefined ? now - m.ago : undefined);
}

/** fold writes a text so that case, accents and the forms of characters make no difference. */
export function fold(s: string): string {
  return s.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u0652\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069\u00ad]/g, "")
    .normalize("NFC").replace(/\s+/g, " ").toLowerCase();
}

function textTest(p: Pattern): (text: string) => boolean {
  if (p.kind === "regex") return (t) => p.regex.test(t.slice(0, mostText));
  const wanted = fold(p.text);
  return (t) => fold(t).includes(wanted);
}

function texts(where: string, r: Row, s: Surroundings): string[] {
  const { seg } = r;
  switch (where) {
    case "source": return [plain(seg.source)];
    case "target": return [plain(r.text)];
    case "note": return [seg.note ?? ""].filter(Boolean);
    case "role": return [seg.role];
    case "section": return [s.section(r)];
    case "remark": return r.remarks.flatMap((i) => [i.label, i.message, i.check]);
    case "by": return [seg.target.origin.by, seg.stand.by].filter((b) => b !== undefined);
    case "origin": return [seg.target.origin.label, seg.target.origin.kind, seg.target.origin.engine].filter((b) => b !== undefined);
    default: return [plain(seg.source), plain(r.text)];
  }
}

function inState(value: string, r: Row): boolean {
  switch (value) {
    case "open": return r.open;
    case "confirmed": case "skipped": return !r.dirty && r.seg.stand.state === value;
    case "typed": return r.dirty;
    case "trouble": return r.trouble !== undefined;
    case "wanted": return r.seg.stand.wanted === true || r.seg.attention === true;
    case "empty": return r.text.trim() === "" || plain(r.text).trim() === "";
    default: return !r.dirty && r.seg.target.mark === value;
  }
}

function has(value: string, r: Row, s: Surroundings): boolean {
  const { seg } = r;
  switch (value) {
    case "remark": return r.remarks.length > 0;
    case "blocking": case "warning": return r.remarks.some((i) => i.severity === value);
    case "comment": return (seg.comments ?? 0) > 0;
    case "question": return seg.openComments === true;
    case "code": return (seg.codes?.length ?? 0) > 0;
    case "note": return (seg.note ?? "") !== "";
    case "change": return seg.change !== undefined;
    case "earlier": return (seg.earlier?.length ?? 0) > 0;
    case "like": return s.like(r) > 0;
    case "figure": return (seg.placeables?.length ?? 0) > 0;
    case "proposal": return seg.stand.changes === true || (seg.stand.said ?? 0) > 0;
    case "writer": return (seg.typingBy?.length ?? 0) > 0;
    default: return false;
  }
}

/** sectionsOf says of each row under which title of the page it stands. */
export function sectionsOf(rows: readonly Row[]): Map<string, string> {
  const out = new Map<string, string>();
  let title = "";
  for (const r of rows) {
    if (r.seg.section) title = r.seg.section;
    out.set(r.id, title);
  }
  return out;
}
