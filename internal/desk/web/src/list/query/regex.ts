// Expressions of people, but for those that would take very long.

import { QueryError } from "./fault.ts";

const reach = 300; // characters that a repeat without an end goes on for, where there are two of them
const piece = /\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(?:,\d*)?\}|[*+]/gsu; // what is escaped, classes, and repeats

/** bounded makes an expression, but for those that could take very long: repeats within repeats, and many open repeats. */
export function bounded(text: string, at: number): RegExp {
  if (text.length > 200) throw new QueryError("regexLong", at);
  const bare = text.replace(piece, (p) => (p.startsWith("\\") || p.startsWith("[") ? "x" : p));
  const repeats = bare.match(/[*+]|\{\d+(?:,\d*)?\}/g) ?? [];
  const open = repeats.filter((r) => !/^\{(?:\d|[1-4]\d)(?:,(?:\d|[1-4]\d))?\}$/.test(r));
  if (open.length > 2 || repeats.length > 6 || repeatsRepeat(bare)) throw new QueryError("regexSlow", at);
  try {
    new RegExp(text, "iu");
    return new RegExp(open.length < 2 ? text : text.replace(piece, ended), "iu");
  } catch (e) {
    throw new QueryError("regex", at, { Detail: e instanceof Error ? e.message.replace(/^Invalid regular expression: /, "") : "" });
  }
}

/** ended gives a repeat without an end one. */
function ended(repeat: string): string {
  if (repeat === "*") return `{0,${reach}}`;
  if (repeat === "+") return `{1,${reach}}`;
  const m = /^\{(\d+),\}$/.exec(repeat);
  return m ? `{${m[1] ?? ""},${Math.max(reach, Number(m[1]))}}` : repeat;
}

/** repeatsRepeat reports whether a group that repeats, or has alternatives, is itself repeated without end. */
function repeatsRepeat(bare: string): boolean {
  const open: boolean[] = [];
  let last = false; // whether the group that ended just now repeats within
  for (let i = 0; i < bare.length; i++) {
    const c = bare[i] ?? "";
    const again = /^(?:[*+]|\{\d+(?:,\d*)?\})/.test(bare.slice(i));
    if (again && last) return true;
    if (c === "(") {
      open.push(false);
    } else if (c === ")") {
      last = open.pop() ?? false;
      if (last && open.length > 0) open[open.length - 1] = true;
      continue;
    } else if ((again || c === "|") && open.length > 0) {
      open[open.length - 1] = true;
    }
    if (c !== "?") last = false;
  }
  return false;
}
