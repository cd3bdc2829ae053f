// The script in the frame that shows the page. It is the only one that runs there: see stagePolicy in stage.go. It has no
// origin, asks no server, and does what the editor says: light a segment up, write a text, measure.

import { readToFrame, type FromFrame } from "./protocol.ts";
import { Light } from "./frame/light.ts";
import { Marks } from "./frame/marks.ts";
import { measure } from "./frame/measure.ts";
import { Writer } from "./frame/write.ts";

function start(name: string): void {
  const caretAt = caretFinder();
  const marks = new Marks(name);
  const light = new Light(marks);
  const writer = new Writer(marks);
  // The editor's page has the origin that this page's address has, although this page has none.
  const tell = (m: FromFrame) => parent.postMessage({ ...m, marks: name }, location.origin);

  const listen = (e: MessageEvent) => {
    if (e.source !== parent) return;
    const m = readToFrame(e.data, name);
    if (m?.do === "light") light.on(m.segment, m.scroll);
    else if (m?.do === "measure") tell({ is: "tight", list: measure(marks) });
    else if (m?.do === "text" && writer.text(m.segment, m.shown, m.now, m.codes)) written(m.segment);
    else if (m?.do === "unit") {
      if (writer.unit(m.unit, m.segments)) written(m.unit.first);
      else tell({ is: "stale", segment: m.unit.first });
    }
  };
  const written = (segment: string) => {
    light.again();
    tell({ is: "written", segment });
  };

  // A click opens its segment. Nothing of the page does anything else: links, fields and buttons stay as they are.
  const click = (e: Event) => {
    e.preventDefault();
    e.stopImmediatePropagation();
    if (!(e instanceof MouseEvent) || !(e.target instanceof Element)) return;
    const caret = e.detail > 0 ? caretAt(e.clientX, e.clientY) : undefined;
    const segment = marks.of(e.target, false) ?? (caret ? marks.at(...caret) : marks.at(e.target, 0)) ?? marks.of(e.target, true);
    if (segment) tell({ is: "clicked", segment });
  };
  for (const event of ["click", "auxclick", "submit", "dragstart"]) addEventListener(event, event === "click" ? click : stop, { capture: true });

  addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    stop(e);
    tell({ is: "left" });
  }, { capture: true });

  const ready = () => {
    marks.find();
    addEventListener("message", listen);
    tell({ is: "ready", ...marks.list() });
  };
  addEventListener("DOMContentLoaded", ready, { once: true, capture: true });
}

/** caretFinder is the document's function that says which text stands at a point, by its name in this browser. */
function caretFinder(): (x: number, y: number) => [Node, number] | undefined {
  const doc = document as { caretPositionFromPoint?: Document["caretPositionFromPoint"]; caretRangeFromPoint?: (x: number, y: number) => Range | null };
  const [position, range] = [doc.caretPositionFromPoint?.bind(doc), doc.caretRangeFromPoint?.bind(doc)];
  return (x, y) => {
    const p = position?.(x, y);
    if (p) return [p.offsetNode, p.offset];
    const r = range?.(x, y);
    return r ? [r.startContainer, r.startOffset] : undefined;
  };
}

function stop(e: Event): void {
  e.preventDefault();
  e.stopImmediatePropagation();
}

// The script comes first in the page, so what it reads here is nothing of the page's yet.
const own = document.currentScript;
const name = own instanceof HTMLScriptElement ? own.dataset["marks"] : undefined;
if (name) start(name);
