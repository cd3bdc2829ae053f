// Codes as people see them: numbered chips, the two ends of a pair alike.

import { h } from "../dom.ts";
import { parse, tag } from "../fragment.ts";
import type { Code, Issue, Notation, Severity } from "../model.ts";
import { t } from "../words.ts";
import { invisibles } from "./invisible.ts";

export type CodeKind = "open" | "close" | "empty";

/** codeName is what a code is, for people: "link", "bold", or its element's name. */
export function codeName(c: Code | undefined): string {
  if (!c) return "";
  switch (c.name) {
    case "a": return t("editor.code.link");
    case "b": case "strong": return t("editor.code.bold");
    case "i": case "em": case "cite": return t("editor.code.italic");
    case "br": return t("editor.code.break");
    case "img": case "picture": case "svg": return t("editor.code.picture");
    case "sup": return t("editor.code.raised");
    case "sub": return t("editor.code.lowered");
    case "time": return t("editor.code.date");
  }
  return c.name;
}

/** codeLabel says what a chip is to who doesn't see it. */
export function codeLabel(kind: CodeKind, id: number, c: Code | undefined): string {
  const values = { Number: id, Name: codeName(c) };
  switch (kind) {
    case "open": return t("editor.code.begins", values);
    case "close": return t("editor.code.ends", values);
    case "empty": return c?.equiv ? t("editor.code.stands", { ...values, Text: c.equiv }) : t("editor.code.alone", values);
  }
}

/** chip makes the chip of one code. */
export function chip(kind: CodeKind, id: number, codes: Code[]): HTMLElement {
  const c = codes.find((o) => o.id === id);
  const el = h("span.chip", {
    "data-code": tag(kind, id), contenteditable: "false", role: "img", "aria-label": codeLabel(kind, id, c),
    title: kind === "close" ? c?.close : c?.open,
  });
  el.classList.add(kind, `c${id % 6}`);
  if (kind === "empty" && c?.equiv) {
    el.classList.add("stands");
    el.append(h("bdi", {}, c.equiv));
  } else {
    el.append(h("bdi", {}, kind === "empty" && c ? `${id} ${c.name}` : String(id)));
  }
  return el;
}

/** inTarget are a source's codes as a target shows them: a date will be written as the locale does, and not as the source. */
export function inTarget(codes: Code[]): Code[] {
  return codes.map((c) => (c.date ? { ...c, equiv: "" } : c));
}

/** rendered is a text with chips. What issues are about is marked. */
export function rendered(text: Notation, codes: Code[], issues: Issue[] = []): DocumentFragment {
  const out = document.createDocumentFragment();
  let at = 0;
  for (const p of parse(text)) {
    if (p.kind !== "text") {
      out.append(chip(p.kind, p.id, codes));
      continue;
    }
    for (const piece of cut(p.text, at, issues)) {
      out.append(piece.severity ? h("mark", { class: `flagged ${piece.severity}` }, seen(piece.text)) : seen(piece.text));
    }
    at += p.text.length;
  }
  return out;
}

/** seen is a text in which the characters that nobody sees are marked. */
function seen(text: string): Node | string {
  const all = invisibles(text);
  if (all.length === 0) return text;
  const out = document.createDocumentFragment();
  let at = 0;
  for (const i of all) {
    out.append(text.slice(at, i.at), h("span.inv", { "data-name": i.name }, text.slice(i.at, i.end)));
    at = i.end;
  }
  out.append(text.slice(at));
  return out;
}

const order = ["hint", "warning", "blocking"] as const;

/** cut cuts a text that begins at an offset where issues begin and end, and says the worst of each piece. */
export function cut(text: string, base: number, issues: Issue[]): { text: string; severity?: Severity }[] {
  const about = issues.filter((i) => i.end > i.start && i.end > base && i.start < base + text.length);
  if (about.length === 0) return [{ text }];
  const cuts = [...new Set([0, text.length, ...about.flatMap((i) => [i.start - base, i.end - base])])]
    .filter((n) => n >= 0 && n <= text.length).sort((a, b) => a - b);
  return cuts.slice(1).map((end, i) => {
    const start = cuts[i] ?? 0;
    const severity = order.findLast((l) => about.some((o) => o.severity === l && o.start - base <= start && o.end - base >= end));
    return { text: text.slice(start, end), ...(severity ? { severity } : {}) };
  });
}
