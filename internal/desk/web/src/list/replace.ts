// Find and replace in targets. A find never goes across a code, and codes are never changed.

import { format, parse, plain } from "../fragment.ts";
import type { Notation } from "../model.ts";
import type { Row } from "../session.ts";
import { bounded } from "./query/regex.ts";

export interface Wanted {
  find: string;
  put: string;
  /** Whether capitals count. */
  exact: boolean;
  /** Whether it has to be a word of its own. */
  words: boolean;
  regex: boolean;
}

export interface Replacement {
  row: Row;
  before: Notation;
  after: Notation;
}

/** finder is the expression that finds what is wanted. It throws a QueryError for an expression that can't be read. */
export function finder(w: Wanted): RegExp {
  const source = w.regex ? bounded(w.find, 0).source : w.find.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+");
  const whole = w.words ? `(?<![\\p{L}\\p{N}\\p{M}_])(?:${source})(?![\\p{L}\\p{N}\\p{M}_])` : source;
  return new RegExp(whole, w.exact ? "gu" : "giu");
}

/** replaced is a text with all that is found replaced. */
export function replaced(text: Notation, find: RegExp, w: Wanted): Notation {
  return format(parse(text).map((p) => (p.kind === "text" ? { kind: "text", text: w.regex ? p.text.replace(find, w.put) : p.text.replace(find, () => w.put) } : p)));
}

/** replacements lists what would change in rows. */
export function replacements(rows: readonly Row[], w: Wanted): Replacement[] {
  if (w.find === "") return [];
  const find = finder(w);
  if (find.test("")) return []; // it would find nothing everywhere
  return rows.map((row) => ({ row, before: row.text, after: replaced(row.text, find, w) })).filter((r) => r.before !== r.after && plain(r.before) !== "");
}
