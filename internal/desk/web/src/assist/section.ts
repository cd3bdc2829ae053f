// A section of the panel. Whether it is open is remembered in the browser.

import { h } from "../dom.ts";
import { number } from "../words.ts";

const key = "dragoman.assist";

function kept(): Record<string, boolean> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}") as Record<string, boolean>;
  } catch {
    return {};
  }
}

/** remember keeps a choice of this person's browser. */
export function remember(name: string, value: boolean): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...kept(), [name]: value }));
  } catch {
    // it is forgotten with the page
  }
}

/** remembered is such a choice. */
export function remembered(name: string, otherwise: boolean): boolean {
  return kept()[name] ?? otherwise;
}

export class Section {
  readonly el: HTMLDetailsElement;
  readonly body = h("div.body");
  readonly #count = h("span.count");

  /** opened is called when a person opens the section. */
  constructor(readonly name: string, label: string, open: boolean, opened?: () => void) {
    this.el = h("details", { class: `part part-${name}`, open: remembered(name, open) }, h("summary", {}, h("h3", {}, label), this.#count), this.body);
    this.el.addEventListener("toggle", () => {
      if (!this.el.isConnected) return;
      remember(name, this.el.open);
      if (this.el.open) opened?.();
    });
  }

  get open(): boolean {
    return this.el.open;
  }

  /** fill shows things, or, where there are none, a word on that. A section without a word is hidden then. */
  fill(things: Node[], count: number, none?: string): void {
    this.#count.textContent = count > 0 ? number(count) : "";
    this.el.hidden = things.length === 0 && none === undefined;
    this.body.replaceChildren(...(things.length > 0 ? things : [h("p.none", {}, none ?? "")]));
  }
}
