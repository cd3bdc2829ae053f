// Where the segments stand, by the marks that the server has put into the page.

import type { InTag } from "../protocol.ts";
import { attribute, follows, nameOf, newRange, newWalker, parentOf, root } from "./tools.ts";

export interface Place {
  segment: string;
  start: Comment;
  end: Comment;
}

export interface Tag {
  segment: string;
  el: Element;
  attribute: string;
}

export class Marks {
  readonly places = new Map<string, Place>();
  readonly tags = new Map<string, Tag>();

  constructor(readonly name: string) {}

  /** find looks for the marks below a node. */
  find(below: Node = root): void {
    const starts = new Map<string, Comment>();
    const walk = newWalker(below, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_ELEMENT);
    for (let n: Node | null = below; n; n = walk.nextNode()) {
      if (n instanceof Comment) this.#comment(n, starts);
      else if (n instanceof Element) this.#tag(n);
    }
  }

  #comment(c: Comment, starts: Map<string, Comment>): void {
    const said = c.data;
    if (!said.startsWith(this.name)) return;
    const segment = said.slice(this.name.length + 1);
    const start = starts.get(segment);
    if (said[this.name.length] === "+") starts.set(segment, c);
    else if (start) this.places.set(segment, { segment, start, end: c });
  }

  #tag(el: Element): void {
    for (const word of attribute(el, `data-${this.name}`)?.split(" ") ?? []) {
      const cut = word.indexOf("=");
      if (cut > 0) this.tags.set(word.slice(0, cut), { segment: word.slice(0, cut), el, attribute: word.slice(cut + 1) });
    }
  }

  /** range is the part of the page that a segment takes, or nothing for one in a tag. */
  range(segment: string): Range | undefined {
    const p = this.places.get(segment);
    if (!p || !root.contains(p.start) || !root.contains(p.end)) return undefined;
    const r = newRange();
    r.setStartAfter(p.start);
    r.setEndBefore(p.end);
    return r;
  }

  /** at is the innermost segment that has a place of the document in it. */
  at(node: Node, offset: number): string | undefined {
    const here = newRange();
    here.setStart(node, offset);
    const from = node.childNodes[offset] ?? node;
    const walk = newWalker(root, NodeFilter.SHOW_COMMENT);
    walk.currentNode = from;
    for (let n: Node | null = from instanceof Comment ? from : walk.previousNode(); n; n = walk.previousNode()) {
      if (!(n instanceof Comment) || !n.data.startsWith(`${this.name}+`)) continue;
      const p = this.places.get(n.data.slice(this.name.length + 1));
      if (p?.start === n && here.comparePoint(p.end, 0) >= 0 && (follows(node, p.end) || node === p.end)) return p.segment;
    }
    return undefined;
  }

  /** of is the segment in an attribute of an element, if the element is nothing but its bearer, or any if it must not be. */
  of(el: Element | null, any: boolean): string | undefined {
    for (let n: Node | null = el; n instanceof Element; n = parentOf(n)) {
      for (const word of attribute(n, `data-${this.name}`)?.split(" ") ?? []) {
        const cut = word.indexOf("=");
        if (any || ["alt", "placeholder", "value", "label", ""].includes(word.slice(cut + 1))) return word.slice(0, cut);
      }
      if (!any) return undefined;
    }
    return undefined;
  }

  list(): { found: string[]; tags: InTag[] } {
    return {
      found: [...this.places.keys()],
      tags: [...this.tags.values()].map((t) => ({
        segment: t.segment, attribute: t.attribute, element: nameOf(t.el), says: (attribute(t.el, "name") ?? attribute(t.el, "property") ?? "").slice(0, 100), shown: isShown(t.el),
      })),
    };
  }
}

/** isShown says whether a person sees something of an element. Boxes are not asked for: the page may have none yet. */
function isShown(el: Element): boolean {
  for (let n: Node | null = el; n instanceof Element; n = parentOf(n)) if (getComputedStyle(n).display === "none") return false;
  return true;
}
