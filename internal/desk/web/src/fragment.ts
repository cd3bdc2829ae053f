// Texts with inline codes, as lists of parts. The rules are those of l10n.Fragment.

import type { Notation } from "./model.ts";

export type Part =
  | { kind: "text"; text: string }
  | { kind: "open" | "close" | "empty"; id: number };

export type Fragment = Part[];

const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

/** parse reads the notation. What is no well-formed code is text. */
export function parse(s: Notation): Fragment {
  const out: Fragment = [];
  let text = "";
  const flush = () => {
    if (text !== "") out.push({ kind: "text", text });
    text = "";
  };
  const piece = /<(\/?)([1-9]\d{0,8})(\/?)>|&(?:amp|lt|gt);/g;
  let at = 0;
  for (const m of s.matchAll(piece)) {
    const [all, slash, id, end] = m;
    text += s.slice(at, m.index);
    at = m.index + all.length;
    if (id === undefined) {
      text += entities[all] ?? all;
    } else if (slash && end) {
      text += all;
    } else {
      flush();
      out.push({ kind: slash ? "close" : end ? "empty" : "open", id: Number(id) });
    }
  }
  text += s.slice(at);
  flush();
  return out;
}

/** format writes the notation. */
export function format(f: Fragment): Notation {
  return f.map((p) => (p.kind === "text" ? escape(p.text) : tag(p.kind, p.id))).join("");
}

export function escape(s: string): Notation {
  return s.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** tag is a code in the notation. */
export function tag(kind: "open" | "close" | "empty", id: number): Notation {
  return kind === "open" ? `<${id}>` : kind === "close" ? `</${id}>` : `<${id}/>`;
}

/** plain is the text without its codes. */
export function plain(s: Notation): string {
  return parse(s).map((p) => (p.kind === "text" ? p.text : "")).join("");
}

/** tags lists the codes of a text in order, in the notation. */
export function tags(s: Notation): Notation[] {
  return parse(s).flatMap((p) => (p.kind === "text" ? [] : [tag(p.kind, p.id)]));
}

/** missing lists the codes of the source that the target lacks, in the source's order. */
export function missing(source: Notation, target: Notation): Notation[] {
  const has = tags(target);
  return tags(source).filter((t) => {
    const i = has.indexOf(t);
    if (i >= 0) has.splice(i, 1);
    return i < 0;
  });
}
