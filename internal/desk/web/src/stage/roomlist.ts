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
  /** By the name of the width: "" is the one that is shown. */
  readonly #faults = new Map<string, Map<Row, Tight>>();

  constructor(readonly session: Session, readonly go: (row: Row) => void) {
    session.on("open", () => this.#current());
    session.on("typed", (row) => this.#forget(row));
  }

  get size(): number {
    return new Set([...this.#faults.values()].flatMap((of) => [...of.keys()])).size;
  }

  /** show lists what is wrong in a width, which has a name unless it is the one that is shown. */
  show(faults: Tight[], width = ""): void {
    this.#faults.set(width, new Map(faults.flatMap((f) => {
      const row = this.session.byId.get(f.segment);
      return row ? [[row, f] as const] : [];
    })));
    this.#draw();
  }

  /** #forget drops what was found in widths that are not shown of a text that is being changed. */
  #forget(row: Row): void {
    let had = false;
    for (const [width, of] of this.#faults) had = (width !== "" && of.delete(row)) || had;
    if (had) this.#draw();
  }

  #draw(): void {
    this.popover.el.hidden = this.size === 0;
    this.popover.label.textContent = n("stage.tight.label", this.size);
    const words = new Map<Row, string[]>();
    for (const [width, of] of this.#faults) {
      for (const [row, f] of of) words.set(row, [...(words.get(row) ?? []), width === "" ? sayTight(f) : t("stage.tight.at", { Width: width, What: sayTight(f) })]);
    }
    this.#list.replaceChildren(...[...words].map(([row, what]) => this.#item(row, what)));
    this.#current();
  }

  #item(row: Row, what: string[]): HTMLElement {
    const { locale, dir } = this.session.whole.translation;
    const b = button("", () => {
      this.popover.close();
      this.go(row);
    }, { class: "bare" });
    b.append(h("bdi", { lang: locale, dir }, plain(row.text)), " ", ...what.map((w) => h("span.why", {}, w)));
    return h("li", {}, b);
  }

  #current(): void {
    const row = this.session.current;
    const f = row && this.#faults.get("")?.get(row);
    const text = f ? sayTight(f) : "";
    if (this.here.textContent !== text) this.here.textContent = text;
    this.here.hidden = text === "";
  }
}
