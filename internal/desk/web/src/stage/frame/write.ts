// Texts are written into the page: at once as they are typed, and then as the server says that they look.

import type { Part } from "../../fragment.ts";
import type { ShownUnit } from "../protocol.ts";
import type { Marks } from "./marks.ts";
import { match, type Codes } from "./match.ts";
import { copy, elementOf, newFragment, newRange, newText, parentOf, setAttr } from "./tools.ts";

export class Writer {
  /** The codes of segments that were written here, which may be missing in a text that is half typed. */
  readonly #codes = new Map<string, Codes>();

  constructor(readonly marks: Marks) {}

  /** text writes what is typed, if the page has a simple place for it. shown is what the page had when the server made it. */
  text(segment: string, shown: Part[], now: Part[], names: Record<string, string>): boolean {
    const tag = this.marks.tags.get(segment);
    if (tag) return this.#inTag(tag.el, tag.attribute, now.map((p) => (p.kind === "text" ? p.text : "")).join(""));
    const p = this.marks.places.get(segment);
    if (!p || parentOf(p.start) !== parentOf(p.end)) return false;
    const codes = this.#codes.get(segment) ?? match(p.start, p.end, shown, names);
    if (!codes) return false;
    this.#codes.set(segment, codes);
    const range = this.marks.range(segment);
    if (!range) return false;
    const content = build(now, codes);
    range.deleteContents();
    range.insertNode(content);
    return true;
  }

  /** unit puts a unit as the server says that it looks. It says whether the page could be changed so. */
  unit(u: ShownUnit, segments: string[]): boolean {
    for (const s of segments) this.#codes.delete(s);
    if (u.inTag) {
      const tag = this.marks.tags.get(u.first);
      return tag !== undefined && (tag.attribute !== (u.attribute ?? "") || this.#inTag(tag.el, tag.attribute, u.text ?? ""));
    }
    const [first, last] = [this.marks.places.get(u.first), this.marks.places.get(u.last)];
    const parent = first && parentOf(first.start);
    if (!first || !last || !parent || parent !== parentOf(last.end)) return false;
    const range = newRange();
    range.setStartBefore(first.start);
    range.setEndAfter(last.end);
    const content = range.createContextualFragment(u.html ?? "");
    range.deleteContents();
    range.insertNode(content);
    const context = elementOf(parent);
    if (context) this.marks.find(context);
    return true;
  }

  #inTag(el: Element, name: string, text: string): boolean {
    if (name === "") {
      el.textContent = text;
      return true;
    }
    if (!/^(alt|title|placeholder|value|label|summary|abbr|content|aria-[a-z]+)$/.test(name)) return true; // nothing that shows
    setAttr(el, name, text);
    return true;
  }
}

/** build makes a text of its parts, with the page's own elements as its codes. */
export function build(text: Part[], codes: Codes): DocumentFragment {
  const out = newFragment();
  const open: { id: number; at: Node }[] = [{ id: 0, at: out }];
  for (const p of text) {
    const into = open[open.length - 1]?.at ?? out;
    if (p.kind === "text") {
      into.appendChild(newText(p.text));
      continue;
    }
    if (p.kind === "close") {
      const i = open.findLastIndex((o) => o.id === p.id);
      if (i > 0) open.length = i;
      continue;
    }
    const of = codes.get(p.id);
    if (!of) continue;
    const el = into.appendChild(copy(of, p.kind === "empty"));
    if (p.kind === "open") open.push({ id: p.id, at: el });
  }
  return out;
}
