// The small list below the filter's box.

import { h } from "../dom.ts";
import { meaning } from "./findwords.ts";
import { suggest, type Suggestion } from "./query/suggest.ts";
import { t } from "../words.ts";

export class Suggestions {
  readonly #el = h("ul.suggestions", { role: "listbox", id: "find-list", "aria-label": t("editor.find.suggestions"), hidden: true });
  #list: Suggestion[] = [];
  #from = 0;
  #at = -1;

  constructor(private readonly input: HTMLInputElement, host: HTMLElement, private readonly taken: () => void) {
    for (const [k, v] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "find-list" })) input.setAttribute(k, v);
    host.append(this.#el);
    input.addEventListener("input", () => this.#offer());
    input.addEventListener("blur", () => this.close());
    this.#el.addEventListener("mousedown", (e) => {
      e.preventDefault(); // the cursor stays in the box
      const li = (e.target as Element).closest<HTMLElement>("[role=option]");
      if (li) this.#take(Number(li.dataset["at"]));
    });
  }

  /** press moves in the list, takes from it or closes it; it says whether it did. */
  press(e: KeyboardEvent): boolean {
    if (this.#el.hidden || e.ctrlKey || e.altKey || e.metaKey) return false;
    const last = this.#list.length - 1;
    switch (e.key) {
      case "ArrowDown": this.#mark(this.#at >= last ? 0 : this.#at + 1); break;
      case "ArrowUp": this.#mark(this.#at <= 0 ? last : this.#at - 1); break;
      case "Escape": this.close(); break;
      case "Tab": case "Enter":
        if (this.#at < 0) return false;
        this.#take(this.#at);
        break;
      default: return false;
    }
    e.preventDefault();
    return true;
  }

  close(): void {
    this.#el.hidden = true;
    this.#at = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  #offer(): void {
    ({ from: this.#from, list: this.#list } = suggest(this.input.value, this.input.selectionStart ?? this.input.value.length));
    if (this.#list.length === 0) {
      this.close();
      return;
    }
    this.#el.replaceChildren(...this.#list.map((s, at) => h("li", { role: "option", id: `find-${at}`, "data-at": at, "aria-selected": "false" },
      h("code", { dir: "ltr" }, s.text.trim()), " ", h("span", {}, meaning(s.key)))));
    this.#el.hidden = false;
    this.#at = -1;
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
  }

  #mark(at: number): void {
    this.#el.children[this.#at]?.setAttribute("aria-selected", "false");
    this.#at = at;
    const li = this.#el.children[at];
    li?.setAttribute("aria-selected", "true");
    li?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", `find-${at}`);
  }

  #take(at: number): void {
    const s = this.#list[at];
    if (!s) return;
    const cursor = this.input.selectionStart ?? this.input.value.length;
    this.input.setRangeText(s.text, this.#from, cursor, "end");
    this.#offer();
    this.taken();
  }
}
