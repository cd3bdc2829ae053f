// One segment is lit up, and brought into view.

import type { Marks } from "./marks.ts";
import { boxOf, dropAttr, elementOf, parentOf, root, setAttr, sheets } from "./tools.ts";

/** A browser that can't light up a text gets a line around its element. */
const canHighlight = "highlights" in CSS;

export class Light {
  #segment = "";
  #lit: Element | undefined;
  readonly #attr: string;

  constructor(readonly marks: Marks) {
    this.#attr = `data-${marks.name}-lit`;
    const sheet = new CSSStyleSheet();
    // The page decides about its own colours, so the light brings both of its own.
    sheet.replaceSync(`
      ::highlight(${marks.name}) { background-color: #ffe16b; color: #1a1a1a; text-shadow: none; }
      [${this.#attr}] { outline: 3px solid #d98e00 !important; outline-offset: 2px !important; }
      @media (forced-colors: active) {
        ::highlight(${marks.name}) { background-color: Highlight; color: HighlightText; }
        [${this.#attr}] { outline-color: Highlight !important; }
      }`);
    sheets.push(sheet);
  }

  /** on lights a segment up; with scroll it is brought into view. */
  on(segment: string, scroll: boolean): void {
    this.#segment = segment;
    this.again();
    const target = this.#target();
    if (!scroll || !target) return;
    if (reveal(elementOf(target instanceof Range ? target.startContainer : target))) this.again();
    bringIntoView(target);
  }

  /** again lights the segment up after the page has changed. */
  again(): void {
    if (this.#lit) dropAttr(this.#lit, this.#attr);
    this.#lit = undefined;
    const target = this.#target();
    if (canHighlight) {
      if (target instanceof Range) CSS.highlights.set(this.marks.name, new Highlight(target));
      else CSS.highlights.delete(this.marks.name);
    }
    const el = target instanceof Range ? (canHighlight ? null : elementOf(target.commonAncestorContainer)) : target;
    if (el) {
      this.#lit = el;
      setAttr(el, this.#attr, "");
    }
  }

  get segment(): string {
    return this.#segment;
  }

  #target(): Range | Element | undefined {
    return this.marks.range(this.#segment) ?? this.marks.tags.get(this.#segment)?.el;
  }
}

/** reveal opens the closed details that an element is in. */
function reveal(el: Element | null): boolean {
  let opened = false;
  for (let n: Node | null = el; n; n = parentOf(n)) {
    if (n instanceof HTMLDetailsElement && !n.open) opened = n.open = true;
  }
  return opened;
}

function bringIntoView(target: Range | Element): void {
  const box = () => (target instanceof Range ? target.getBoundingClientRect() : boxOf(target));
  for (let n: Node | null = elementOf(target instanceof Range ? target.startContainer : target); n && n !== root; n = parentOf(n)) {
    if (!(n instanceof Element) || !/auto|scroll/.test(getComputedStyle(n).overflowY) || n.scrollHeight <= n.clientHeight) continue;
    const [inner, outer] = [box(), boxOf(n)];
    if (inner.top < outer.top || inner.bottom > outer.bottom) n.scrollTop += inner.top - outer.top - n.clientHeight / 3;
  }
  const b = box();
  if (b.width === 0 && b.height === 0) return;
  const room = root.clientHeight || innerHeight;
  const top = b.top < room * 0.08 || b.bottom > room * 0.92 ? b.top - room / 3 : 0;
  const left = b.left < 0 || b.left > innerWidth ? b.left - innerWidth / 4 : 0;
  if (top === 0 && left === 0) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches || Math.abs(top) > room * 3;
  scrollBy({ top, left, behavior: calm ? "instant" : "smooth" });
}
