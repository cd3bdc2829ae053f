// The list of segments. All rows are real elements, so that the browser's own search, scroll bar and screen readers know
// them; those out of sight are neither laid out nor painted (content-visibility in the style sheet), and most are made
// while nothing else is to be done.

import { h } from "../dom.ts";
import type { Row, Session } from "../session.ts";
import { RowView } from "./row.ts";

const atOnce = 60; // rows that are made before the first is shown
const batch = 150; // rows that are made in one go later

export class List {
  readonly el: HTMLOListElement;
  readonly #views = new Map<string, RowView>();
  #shown: Row[];
  #made = 0;

  constructor(private readonly session: Session, label: string) {
    this.el = h("ol.list", { "aria-label": label });
    this.#shown = session.rows;
    this.#make(atOnce);
    this.#later();
    session.on("row", (r) => this.#views.get(r.id)?.draw());
    session.on("open", ({ row, before, how }) => {
      if (before) this.view(before).draw();
      if (!row) return;
      const v = this.view(row);
      v.draw();
      if (how.scroll !== "none") v.el.scrollIntoView({ block: how.scroll ?? "nearest" });
    });
    session.on("reveal", (r) => this.view(r).el.scrollIntoView({ block: "nearest" }));
    this.el.addEventListener("click", (e) => this.#click(e));
  }

  /** view returns the view of a row, and makes it where it isn't there yet. */
  view(row: Row): RowView {
    const had = this.#views.get(row.id);
    if (had) return had;
    this.#make(this.#shown.indexOf(row) + 1 - this.#made);
    const v = this.#views.get(row.id) ?? new RowView(row, this.session); // one that the filter hides stands alone
    this.#views.set(row.id, v);
    return v;
  }

  /** The rows that are shown. */
  get shown(): readonly Row[] {
    return this.#shown;
  }

  /** show shows these rows alone, in this order. It stays so until it is called again, whatever becomes of the rows. */
  show(rows: Row[]): void {
    this.#shown = rows;
    this.#made = 0;
    this.el.replaceChildren();
    this.#make(atOnce);
    this.#later();
  }

  #make(count: number): void {
    const end = Math.min(this.#shown.length, this.#made + Math.max(0, count));
    const made = document.createDocumentFragment();
    for (; this.#made < end; this.#made++) {
      const row = this.#shown[this.#made];
      if (!row) continue;
      const before = this.#shown[this.#made - 1];
      if (row.seg.section && before?.seg.section !== row.seg.section) made.append(h("li.section", {}, h("h2", {}, row.seg.section)));
      const v = this.#views.get(row.id) ?? new RowView(row, this.session);
      this.#views.set(row.id, v);
      made.append(v.el);
    }
    this.el.append(made);
  }

  #later(): void {
    const of = this.#shown;
    const go = () => {
      if (of !== this.#shown || this.#made >= of.length) return;
      this.#make(batch);
      setTimeout(go, 0);
    };
    setTimeout(go, 0);
  }

  #click(e: MouseEvent): void {
    const li = (e.target as Element).closest<HTMLLIElement>("li.seg");
    const row = li && this.session.byId.get(li.dataset["id"] ?? "");
    if (!row || row === this.session.current || window.getSelection()?.toString()) return;
    const inTarget = (e.target as Element).closest(".tgt");
    this.session.open(row, { focus: true, scroll: "nearest", at: "end" });
    if (inTarget) this.el.dispatchEvent(new CustomEvent("place", { detail: { x: e.clientX, y: e.clientY } }));
  }
}
