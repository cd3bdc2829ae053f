// What the page says where nobody sees it on the page: its title and description, as a search engine shows them, and the
// texts of attributes and data.

import { button, h } from "../dom.ts";
import { plain } from "../fragment.ts";
import type { Row, Session } from "../session.ts";
import { n, t } from "../words.ts";
import { Popover } from "./popover.ts";
import type { InTag } from "./protocol.ts";

export class OffPage {
  readonly #body = h("div.offpage-body");
  readonly popover = new Popover("offpage", this.#body);
  /** Says of the open segment that it is not on the page. */
  readonly here = h("p.here", { hidden: true }, t("stage.offPage.here"));
  #rows = new Map<Row, HTMLElement[]>();

  constructor(readonly session: Session, readonly go: (row: Row) => void) {
    session.on("row", (row) => this.#draw(row));
    session.on("open", ({ row }) => this.#current(row));
  }

  /** show lists what a page that has come has not to be seen. */
  show(found: string[], tags: InTag[]): void {
    const seen = new Set(found);
    const inTags = new Map(tags.map((tag) => [tag.segment, tag]));
    const rows = this.session.rows.filter((r) => {
      const tag = inTags.get(r.id);
      return tag ? !tag.shown || !/^(alt|placeholder|value|label|)$/.test(tag.attribute) : !seen.has(r.id);
    });
    this.#rows.clear();
    this.popover.el.hidden = rows.length === 0;
    this.popover.label.textContent = n("stage.offPage.label", rows.length);
    const titled = rows.find((r) => inTags.get(r.id)?.element === "title");
    const described = rows.find((r) => inTags.get(r.id)?.says === "description");
    const list = h("ul", {}, ...rows.map((r) => h("li", {}, this.#item(r))));
    this.#body.replaceChildren(...(titled || described ? [this.#card(titled, described)] : []), list);
    this.#current(this.session.current);
  }

  /** #card is the page among the results of a search. */
  #card(title: Row | undefined, description: Row | undefined): HTMLElement {
    const { locale, dir, url } = this.session.whole.translation;
    const at = { lang: locale, dir };
    return h("figure.found", {}, h("figcaption", {}, t("stage.offPage.card")), h("div.result", at,
      h("p.address", { dir: "ltr" }, url), title && this.#text("p.title", title), description && this.#text("p.description", description)));
  }

  #item(row: Row): HTMLElement {
    const { locale, dir } = this.session.whole.translation;
    const text = this.#text("bdi", row);
    text.lang = locale;
    text.dir = dir;
    const b = button("", () => {
      this.popover.close();
      this.go(row);
    }, { class: "bare" });
    b.append(h("span.role", {}, row.seg.role), " ", text);
    return b;
  }

  #text(name: "p.title" | "p.description" | "bdi", row: Row): HTMLElement {
    const el = name === "bdi" ? h("bdi") : name === "p.title" ? h("p.title") : h("p.description");
    this.#rows.set(row, [...(this.#rows.get(row) ?? []), el]);
    this.#draw(row);
    return el;
  }

  #draw(row: Row): void {
    for (const el of this.#rows.get(row) ?? []) el.textContent = plain(row.text || row.seg.source);
  }

  #current(row: Row | undefined): void {
    this.here.hidden = row === undefined || !this.#rows.has(row);
    for (const [r, els] of this.#rows) for (const el of els) el.closest("button")?.toggleAttribute("aria-current", r === row);
  }
}
