// A range of segments, for what is done with many at once: by Shift and a press or an arrow key, or one by one with Ctrl.

import { Emitter } from "../emitter.ts";
import { h } from "../dom.ts";
import type { Row, Session } from "../session.ts";
import { n, t } from "../words.ts";
import type { List } from "./list.ts";

export class Range extends Emitter<{ changed: undefined }> {
  #chosen = new Set<Row>();
  #anchor: Row | undefined;
  #head: Row | undefined;

  constructor(private readonly session: Session, private readonly list: List) {
    super();
    const el = list.el;
    el.addEventListener("mousedown", (e) => {
      if ((e.shiftKey || e.ctrlKey || e.metaKey) && this.#rowAt(e)) e.preventDefault(); // no text is selected
    });
    el.addEventListener("click", (e) => {
      const row = e.shiftKey || e.ctrlKey || e.metaKey ? this.#rowAt(e) : undefined;
      if (!row) return;
      e.stopPropagation();
      if (e.shiftKey) this.extendTo(row);
      else this.toggle(row);
    }, { capture: true });
  }

  /** The chosen rows, in the order of the list. */
  get rows(): Row[] {
    return this.list.shown.filter((r) => this.#chosen.has(r));
  }

  get size(): number {
    return this.#chosen.size;
  }

  /** toggle adds a row or takes it out. */
  toggle(row: Row): void {
    if (this.#chosen.size === 0 && this.session.current && this.session.current !== row) this.#chosen.add(this.session.current);
    const chosen = new Set(this.#chosen);
    if (!chosen.delete(row)) chosen.add(row);
    this.#anchor = this.#head = row;
    this.#set(chosen);
  }

  /** extendTo makes the range that ends at a row. It begins where the last one did, or at the open row. */
  extendTo(row: Row): void {
    const rows = this.list.shown;
    const from = rows.indexOf(this.#anchor ?? this.session.current ?? row);
    const to = rows.indexOf(row);
    if (to < 0) return;
    this.#anchor = rows[Math.max(0, from)];
    this.#head = row;
    this.#set(new Set(rows.slice(Math.min(Math.max(0, from), to), Math.max(from, to) + 1)));
  }

  /** extend moves the end of the range by one row. */
  extend(by: 1 | -1): void {
    const at = this.#head ?? this.session.current;
    const next = at && this.list.shown[this.list.shown.indexOf(at) + by];
    if (!next) return;
    this.extendTo(next);
    this.list.view(next).el.scrollIntoView({ block: "nearest" });
  }

  /** all chooses all that are shown. */
  all(): void {
    this.#set(new Set(this.list.shown));
  }

  clear(): void {
    this.#anchor = this.#head = undefined;
    this.#set(new Set());
  }

  #rowAt(e: Event): Row | undefined {
    const at = e.target as Element;
    const li = at.closest(".field, .below, a, input") ? null : at.closest<HTMLLIElement>("li.seg");
    return li ? this.session.byId.get(li.dataset["id"] ?? "") : undefined;
  }

  #set(chosen: Set<Row>): void {
    for (const r of [...this.#chosen].filter((o) => !chosen.has(o))) mark(this.list, r, false);
    for (const r of [...chosen].filter((o) => !this.#chosen.has(o))) mark(this.list, r, true);
    this.#chosen = chosen;
    this.session.emit("say", { text: chosen.size > 0 ? n("editor.range.chosen", chosen.size) : t("editor.range.none") });
    this.emit("changed", undefined);
  }
}

function mark(list: List, row: Row, on: boolean): void {
  const { el } = list.view(row);
  if (on) {
    el.dataset["chosen"] = "";
    el.querySelector(".no")?.append(h("span.vh.chosen-word", {}, ` ${t("editor.range.word")}`));
  } else {
    delete el.dataset["chosen"];
    el.querySelector(".chosen-word")?.remove();
  }
}
