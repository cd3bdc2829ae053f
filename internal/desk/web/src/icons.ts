// Icons as symbols of one drawing, in the colour of the text beside them.

const ns = "http://www.w3.org/2000/svg";

/** Each on 16 × 16, drawn by lines. The shapes differ, so that no state is told by its colour alone. */
const shapes = {
  confirmed: "M3 8.5l3.2 3.2L13 5",
  reviewed: "M1 8.5l3 3L10 5M7 11l.8.7L15 5",
  final: "M1 8.5l3 3L10 5M7 11l.8.7L15 5M1 14.5h14",
  typed: "M3 13l.6-2.8L11 2.8l2.2 2.2-7.4 7.4zM9.6 4.2l2.2 2.2",
  empty: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z",
  machine: "M4.5 4.5h7v7h-7zM6.5 2v2.5M9.5 2v2.5M6.5 11.5V14M9.5 11.5V14M2 6.5h2.5M2 9.5h2.5M11.5 6.5H14M11.5 9.5H14",
  fuzzy: "M2 6.5c2-2.6 4-2.6 6 0s4 2.6 6 0M2 11c2-2.6 4-2.6 6 0s4 2.6 6 0",
  human: "M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM3 14c.4-3 2.3-4.3 5-4.3s4.6 1.3 5 4.3",
  skipped: "M3 8h10",
  changes: "M6 4L2.5 7.5 6 11M2.5 7.5H10a3.3 3.3 0 0 1 0 6.6H8",
  trouble: "M8 2v8M8 13v1.2",
  warning: "M8 2.2L14.5 13.5h-13zM8 6.5v3.5M8 11.6v.8",
  comment: "M2.5 3.5h11v7.5H8L4.8 13.7V11H2.5z",
  like: "M5.5 5.5h8v8h-8zM2.5 10.5v-8h8",
  sending: "M8 13V3M4 7l4-4 4 4",
  here: "M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM3 14c.4-3 2.3-4.3 5-4.3s4.6 1.3 5 4.3M13 2v.2",
} as const;

export type IconName = keyof typeof shapes;

/** sprite puts the drawing with all symbols into the page, once. */
export function sprite(): SVGSVGElement {
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("class", "sprite");
  svg.setAttribute("aria-hidden", "true");
  for (const [name, d] of Object.entries(shapes)) {
    const symbol = document.createElementNS(ns, "symbol");
    symbol.id = `i-${name}`;
    symbol.setAttribute("viewBox", "0 0 16 16");
    const path = document.createElementNS(ns, "path");
    path.setAttribute("d", d);
    symbol.append(path);
    svg.append(symbol);
  }
  return svg;
}

/** icon is one of the symbols. What it means stands beside it in words. */
export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(ns, "svg");
  svg.setAttribute("class", `icon i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(ns, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}
