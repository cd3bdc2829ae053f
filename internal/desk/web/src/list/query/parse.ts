// The filter's language: words, fields, "quotes", /expressions/, -negation, OR and parentheses.
//
//   tide                  the word, in source or target
//   state:open -has:remark
//   (source:"high water" OR source:/ebb(ing)?/) words:>20

import { fields, nearest, type FieldName } from "./fields.ts";
import { QueryError } from "./fault.ts";
import { bounded } from "./regex.ts";

/** What is looked for in a text. */
export type Pattern = { kind: "words"; text: string } | { kind: "regex"; regex: RegExp };

export type Query =
  | { op: "all" }
  | { op: "and" | "or"; of: Query[] }
  | { op: "not"; of: Query }
  | { op: "text"; where: FieldName | "anywhere"; pattern: Pattern }
  | { op: "is"; field: "state" | "has"; value: string }
  | { op: "number"; field: FieldName; from: number; to: number }
  | { op: "age"; from: Moment; to: Moment };

/** A moment is a day, or so long ago; with neither it is open. */
export interface Moment {
  at?: number;
  ago?: number;
}

interface Token {
  kind: "(" | ")" | "or" | "and" | "not" | "term";
  at: number;
  field?: string;
  value?: Value;
}

interface Value {
  kind: "plain" | "quoted" | "regex";
  text: string;
}

const mostLength = 2000;
const mostDepth = 50;

/** parse reads a query. It throws nothing but a QueryError. */
export function parse(s: string): Query {
  if (s.length > mostLength) throw new QueryError("long", mostLength);
  const tokens = cut(s);
  if (tokens.length === 0) return { op: "all" };
  const p = new Parser(tokens, s.length);
  return p.whole();
}

class Parser {
  #i = 0;
  #depth = 0;

  constructor(private readonly tokens: Token[], private readonly end: number) {}

  whole(): Query {
    const q = this.#or();
    const rest = this.tokens[this.#i];
    if (rest) throw new QueryError("closing", rest.at);
    return q;
  }

  #or(): Query {
    if (++this.#depth > mostDepth) throw new QueryError("deep", this.tokens[this.#i]?.at ?? this.end);
    const of = [this.#and()];
    while (this.#take("or")) of.push(this.#and());
    this.#depth--;
    return of.length === 1 && of[0] ? of[0] : { op: "or", of };
  }

  #and(): Query {
    const of = [this.#not()];
    for (;;) {
      const t = this.tokens[this.#i];
      if (!t || t.kind === "or" || t.kind === ")") break;
      if (t.kind === "and") this.#i++;
      of.push(this.#not());
    }
    return of.length === 1 && of[0] ? of[0] : { op: "and", of };
  }

  #not(): Query {
    let odd = false;
    while (this.#take("not")) odd = !odd;
    const q = this.#atom();
    return odd ? { op: "not", of: q } : q;
  }

  #atom(): Query {
    const t = this.tokens[this.#i];
    if (!t) throw new QueryError("more", this.end);
    this.#i++;
    if (t.kind === "(") {
      const q = this.#or();
      if (!this.#take(")")) throw new QueryError("open", t.at);
      return q;
    }
    if (t.kind !== "term" || !t.value) throw new QueryError("more", t.at);
    return term(t.field, t.value, t.at);
  }

  #take(kind: Token["kind"]): boolean {
    if (this.tokens[this.#i]?.kind !== kind) return false;
    this.#i++;
    return true;
  }
}

/** cut cuts a query into its tokens. */
function cut(s: string): Token[] {
  const out: Token[] = [];
  let i = 0;
  while (i < s.length) {
    const c = s[i] ?? "";
    if (/\s/.test(c)) {
      i++;
    } else if (c === "(" || c === ")") {
      out.push({ kind: c, at: i++ });
    } else if (c === "-" && /[^\s)]/.test(s[i + 1] ?? "")) {
      out.push({ kind: "not", at: i++ });
    } else {
      i = cutTerm(s, i, out);
    }
  }
  return out;
}

function cutTerm(s: string, start: number, out: Token[]): number {
  const name = /^([\p{L}]+):/u.exec(s.slice(start));
  const at = start + (name?.[0].length ?? 0);
  const [value, end] = cutValue(s, at);
  const word = name ? undefined : { OR: "or" as const, AND: "and" as const, NOT: "not" as const }[value.kind === "plain" ? value.text : ""];
  if (word) out.push({ kind: word, at: start });
  else out.push({ kind: "term", at: start, value, ...(name?.[1] !== undefined ? { field: name[1] } : {}) });
  return end;
}

function cutValue(s: string, at: number): [Value, number] {
  const c = s[at];
  if (c === '"' || c === "/") {
    let text = "";
    for (let i = at + 1; i < s.length; i++) {
      if (s[i] === "\\" && (s[i + 1] === c || s[i + 1] === "\\" && c === '"')) {
        text += s[++i] ?? "";
      } else if (s[i] === c) {
        return [{ kind: c === "/" ? "regex" : "quoted", text }, i + 1];
      } else {
        text += s[i] ?? "";
      }
    }
    throw new QueryError(c === "/" ? "slash" : "quote", at);
  }
  const text = /^[^\s()]*/.exec(s.slice(at))?.[0] ?? "";
  return [{ kind: "plain", text }, at + text.length];
}

function term(name: string | undefined, value: Value, at: number): Query {
  if (name === undefined) return { op: "text", where: "anywhere", pattern: pattern(value, at) };
  const field = fields.find((f) => f.name === name.toLowerCase() || f.also?.includes(name.toLowerCase()));
  if (!field) throw new QueryError("field", at, { Field: name, Near: nearest(name, fields.map((f) => f.name)) ?? "", Fields: fields.map((f) => f.name).join(", ") });
  if (value.text === "") throw new QueryError("value", at, { Field: field.name });
  switch (field.kind) {
    case "text": return { op: "text", where: field.name, pattern: pattern(value, at) };
    case "choice": {
      const wanted = value.text.toLowerCase();
      if (!field.values.includes(wanted)) {
        throw new QueryError("choice", at, { Field: field.name, Value: value.text, Values: field.values.join(", "), Near: nearest(wanted, field.values) ?? "" });
      }
      return { op: "is", field: field.name, value: wanted };
    }
    case "number": return { op: "number", field: field.name, ...range(value.text, at) };
    case "age": return { op: "age", ...ageRange(value.text, at) };
  }
}

function pattern(v: Value, at: number): Pattern {
  if (v.kind !== "regex") {
    if (v.text === "") throw new QueryError("more", at);
    return { kind: "words", text: v.text };
  }
  return { kind: "regex", regex: bounded(v.text, at) };
}

/** range reads 20, >20, >=20, <20, 10-20. */
function range(s: string, at: number): { from: number; to: number } {
  const m = /^(>=|<=|>|<|=)?(\d{1,9})(?:(?:-|\.\.)(\d{1,9}))?$/.exec(s);
  if (!m || (m[1] && m[3])) throw new QueryError("number", at, { Value: s });
  const n = Number(m[2]);
  if (m[3] !== undefined) return { from: n, to: Number(m[3]) };
  switch (m[1]) {
    case ">": return { from: n + 1, to: Infinity };
    case ">=": return { from: n, to: Infinity };
    case "<": return { from: -Infinity, to: n - 1 };
    case "<=": return { from: -Infinity, to: n };
    default: return { from: n, to: n };
  }
}

const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** ageRange reads how long ago (2d, <2d, >3h), or a day (2026-03-09, >2026-03-09). */
function ageRange(s: string, at: number): { from: Moment; to: Moment } {
  const ago = /^([<>]=?)?(\d{1,5})([mhdw])$/.exec(s);
  if (ago) {
    const m = { ago: Number(ago[2]) * (units[ago[3] ?? ""] ?? 0) };
    return ago[1]?.startsWith(">") ? { from: {}, to: m } : { from: m, to: {} };
  }
  const day = /^([<>]=?)?(\d{4})-(\d{2})-(\d{2})$/.exec(s);
  const start = day ? new Date(Number(day[2]), Number(day[3]) - 1, Number(day[4])) : undefined;
  if (!day || !start || start.getMonth() !== Number(day[3]) - 1) throw new QueryError("age", at, { Value: s });
  const end = start.getTime() + 86_400_000 - 1;
  switch (day[1]) {
    case ">": return { from: { at: end + 1 }, to: {} };
    case ">=": return { from: { at: start.getTime() }, to: {} };
    case "<": return { from: {}, to: { at: start.getTime() - 1 } };
    case "<=": return { from: {}, to: { at: end } };
    default: return { from: { at: start.getTime() }, to: { at: end } };
  }
}
