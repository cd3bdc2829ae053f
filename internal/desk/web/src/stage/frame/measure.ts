// Which texts have no room: cut off by their box, out of it, wider than the page, or in several lines on a button.

import type { Tight } from "../protocol.ts";
import type { Marks } from "./marks.ts";
import { attribute, boxOf, elementOf, nameOf, parentOf, root } from "./tools.ts";

/** How many boxes around a text are looked at. */
const maxBoxes = 12;

/** A pixel or so is a matter of rounding, and down a few more are one of fonts. */
const slack = 1.5;
const slackDown = 4;

export function measure(marks: Marks): Tight[] {
  const out: Tight[] = [];
  for (const segment of marks.places.keys()) {
    const range = marks.range(segment);
    if (range) out.push(...inText(segment, range));
  }
  for (const t of marks.tags.values()) {
    const by = t.el instanceof HTMLInputElement ? beyondField(t.el, t.attribute) : 0;
    if (by > slack) out.push({ segment: t.segment, fault: "cut", by: Math.round(by), element: nameOf(t.el) });
  }
  return out;
}

interface Extent { left: number; right: number; top: number; bottom: number }

/** extentOf is the room that lines take. A font's own height, which may be more than the line's, does not count. */
function extentOf(rects: DOMRect[], lineHeight: number): Extent {
  const all = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const r of rects) {
    const more = Math.max(0, (r.height - lineHeight) / 2) || 0; // a normal line is as high as its font
    all.left = Math.min(all.left, r.left);
    all.right = Math.max(all.right, r.right);
    all.top = Math.min(all.top, r.top + more);
    all.bottom = Math.max(all.bottom, r.bottom - more);
  }
  return all;
}

/** rectsOf are the boxes of a range's texts alone: a picture may stand where it likes. */
function rectsOf(range: Range): DOMRect[] {
  return [...range.getClientRects()].filter((r) => r.width > 0 && r.height > 0);
}

function inText(segment: string, range: Range): Tight[] {
  const rects = rectsOf(range);
  const inner = elementOf(range.commonAncestorContainer);
  if (rects.length === 0 || !inner) return [];
  const text = extentOf(rects, parseFloat(getComputedStyle(inner).lineHeight));
  const found: Tight[] = [];
  const add = (fault: Tight["fault"], by: number, el: Element) => found.push({ segment, fault, by: Math.round(by), element: nameOf(el) });
  let boxes = 0;
  let blocks = 0;
  for (let n: Node | null = inner; n instanceof Element && n !== root && boxes < maxBoxes; n = parentOf(n), boxes++) {
    const style = getComputedStyle(n);
    if (style.position === "absolute" && hidesItself(style)) return [];
    const control = isControl(n);
    if (control) {
      const lines = linesOf(rects);
      if (lines > 1) add("lines", lines, n);
    }
    if (style.display === "inline" || style.display === "contents") continue;
    const box = boxOf(n);
    const [x, y] = beyond(text, box);
    const clips = [style.overflowX, style.overflowY].map((o) => o === "hidden" || o === "clip");
    const scrolls = [style.overflowX, style.overflowY].map((o) => o === "auto" || o === "scroll");
    if ((clips[0] && x > slack) || (clips[1] && y > slackDown)) {
      add("cut", Math.max(clips[0] ? x : 0, clips[1] ? y : 0), n);
      return found;
    }
    if (scrolls[0] || scrolls[1]) return found;
    if (blocks++ < 3 && (x > slack || (y > slackDown && isFixed(n, style)))) {
      add("out", Math.max(x, y), n);
      break;
    }
  }
  const page = root.clientWidth;
  const by = Math.max(text.right + scrollX - page, -(text.left + scrollX));
  if (page > 0 && by > slack && !found.some((f) => f.fault === "cut")) add("wide", by, inner);
  return found;
}

/** beyond says how far a text reaches over its box, across and down. */
function beyond(text: Extent, box: DOMRect): [number, number] {
  return [Math.max(text.right - box.right, box.left - text.left), Math.max(text.bottom - box.bottom, box.top - text.top)];
}

/** hidesItself says whether a text is for screen readers alone, as "visually hidden" styles have it. */
function hidesItself(style: CSSStyleDeclaration): boolean {
  return !["auto", ""].includes(style.getPropertyValue("clip")) || !["none", ""].includes(style.clipPath) || (style.width === "1px" && style.height === "1px");
}

/** isFixed says whether a box does not grow with its text. */
function isFixed(el: Element, style: CSSStyleDeclaration): boolean {
  return style.maxHeight !== "none" || isControl(el) || (el instanceof HTMLElement && el.style.height !== "") || nameOf(el) === "td" || nameOf(el) === "th" ||
    el.clientHeight < el.scrollHeight;
}

function isControl(el: Element): boolean {
  return nameOf(el) === "button" || attribute(el, "role") === "button" || (nameOf(el) === "a" && el.closest("nav, [role=navigation], header") !== null);
}

/** linesOf counts lines by where their boxes begin: boxes of one line overlap. */
function linesOf(rects: DOMRect[]): number {
  let lines = 0;
  let bottom = -Infinity;
  for (const r of [...rects].sort((a, b) => a.top - b.top)) {
    if (r.top + r.height / 2 > bottom) {
      lines++;
      bottom = r.bottom;
    }
  }
  return lines;
}

/** beyondField says by how much a field's own words are wider than the field. */
function beyondField(el: HTMLInputElement, name: string): number {
  if (name !== "placeholder" && name !== "value") return 0;
  const style = getComputedStyle(el);
  const canvas = new OffscreenCanvas(1, 1).getContext("2d");
  if (!canvas || el.clientWidth === 0) return 0;
  canvas.font = style.font;
  const room = el.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return canvas.measureText(attribute(el, name) ?? "").width - room;
}
