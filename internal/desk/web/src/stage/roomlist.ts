// The texts that have no room on the page, with a way to each.

import { button, h } from "../dom.ts";
import { plain } from "../fragment.ts";
import type { Row, Session } from "../session.ts";
import { n, number, t } from "../words.ts";
import { Popover } from "./popover.ts";
import type { Tight } from "./protocol.ts";

/** sayTight says what is wrong, in words. */
export function sayTight(f: Tight): string {
  const at = t(boxes[f.element] ?? "stage.box.box");
  if (f.fault === "lines") return n("stage.tight.lines", f.by, { Box: at });
  return t(wrong[f.fault], { By: number(f.by), Box: at });
}

const wrong = { cut: "stage.tight.cut", out: "stage.tight.out", wide: "stage.tight.wide" };

const heading = "stage.box.heading";
const boxes: Record<string, string> = {
  button: "stage.box.button", input: "stage.box.field", a: "stage.box.link", td: "stage.box.cell", th: "stage.box.cell", h1: heading, h2: heading, h3: heading, h4: heading,
};

export class RoomList {
  readonly #list = h("ul");
  readonly popover = new Popover("tight", this.#list);
  /** What is wrong with the open segment. */
  readonly here = h("p.here.tight-here", { role: "status", hidden: true });
  #faults = new Map<Row, Tight>();

  constructor(readonly session: Session, readonly go: (row: Row) => void) {
    session.on("open", () => this.#current());
  }

  get size(): number {
    return this.#faults.size;
  }

  show(faults: Tight[]): void {
    this.#faults = new Map(faults.flatMap((f) => {
      const row = this.session.byId.get(f.segment);
      return row ? [[row, f] as const] : [];
    }));
    this.popover.el.hidden = this.#faults.size === 0;
    this.popover.label.textContent = n("stage.tight.label", this.#faults.size);
    const { locale, dir } = this.session.whole.translation;
    this.#list.replaceChildren(...[...this.#faults].map(([row, f]) => {
      const b = button("", () => {
        this.popover.close();
        this.go(row);
      }, { class: "bare" });
      b.append(h("bdi", { lang: locale, dir }, plain(row.text)), " ", h("span.why", {}, sayTight(f)));
      return h("li", {}, b);
    }));
    this.#current();
  }

  #current(): void {
    const f = this.session.current && this.#faults.get(this.session.current);
    const text = f ? sayTight(f) : "";
    if (this.here.textContent !== text) this.here.textContent = text;
    this.here.hidden = text === "";
  }
}
