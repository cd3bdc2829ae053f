// What may come next in the filter, for the word at the cursor.

import { fields } from "./fields.ts";

export interface Suggestion {
  /** What is put in place of the word. */
  text: string;
  /** Whose meaning the message editor.find.KEY says. */
  key: string;
}

/** suggest lists what the word that ends at the cursor may become, and where that word begins. */
export function suggest(s: string, cursor: number): { from: number; list: Suggestion[] } {
  const before = s.slice(0, cursor);
  const word = /(?:^|[\s(])-?([\p{L}]*(?::[^\s()"/]*)?)$/u.exec(before)?.[1];
  if (word === undefined) return { from: cursor, list: [] };
  const from = cursor - word.length;
  const colon = word.indexOf(":");
  if (colon < 0) {
    if (word === "") return { from, list: [] };
    const w = word.toLowerCase();
    const values = fields.flatMap((f) => (f.kind === "choice" ? f.values.filter((v) => v.startsWith(w)).map((v) => ({ text: `${f.name}:${v} `, key: `${f.name}.${v}` })) : []));
    return { from, list: [...fields.filter((f) => f.name.startsWith(w)).map((f) => ({ text: `${f.name}:`, key: `field.${f.name}` })), ...values].slice(0, 8) };
  }
  const field = fields.find((f) => f.name === word.slice(0, colon).toLowerCase());
  if (field?.kind !== "choice") return { from, list: [] };
  const w = word.slice(colon + 1).toLowerCase();
  return { from, list: field.values.filter((v) => v.startsWith(w) && v !== w).map((v) => ({ text: `${field.name}:${v} `, key: `${field.name}.${v}` })) };
}
