// The fields of the filter's language.

export type FieldName = "state" | "has" | "source" | "target" | "note" | "remark" | "role" | "section" | "by" | "origin" | "changed" | "words" | "number" | "comments";

export type Field =
  | { name: "state" | "has"; kind: "choice"; values: string[]; also?: string[] }
  | { name: "source" | "target" | "note" | "remark" | "role" | "section" | "by" | "origin"; kind: "text"; also?: string[] }
  | { name: "words" | "number" | "comments"; kind: "number"; also?: string[] }
  | { name: "changed"; kind: "age"; also?: string[] };

export const states = ["open", "confirmed", "skipped", "typed", "empty", "machine", "fuzzy", "human", "reviewed", "final", "trouble", "wanted"];
export const having = ["remark", "blocking", "warning", "comment", "question", "code", "note", "change", "earlier", "like", "figure", "proposal", "writer"];

export const fields: Field[] = [
  { name: "state", kind: "choice", values: states, also: ["is"] },
  { name: "has", kind: "choice", values: having },
  { name: "source", kind: "text" },
  { name: "target", kind: "text" },
  { name: "words", kind: "number" },
  { name: "changed", kind: "age" },
  { name: "by", kind: "text" },
  { name: "remark", kind: "text" },
  { name: "section", kind: "text" },
  { name: "role", kind: "text" },
  { name: "origin", kind: "text" },
  { name: "note", kind: "text" },
  { name: "number", kind: "number", also: ["n", "position"] },
  { name: "comments", kind: "number" },
];

/** nearest is the word of a list that somebody may have meant, or nothing. */
export function nearest(word: string, list: readonly string[]): string | undefined {
  const w = word.toLowerCase().slice(0, 30);
  let best: string | undefined;
  let least = Math.max(2, Math.floor(w.length / 3)) + 1;
  for (const l of list) {
    const d = l.startsWith(w) || w.startsWith(l) ? 0.5 : distance(w, l);
    if (d < least) [best, least] = [l, d];
  }
  return best;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
