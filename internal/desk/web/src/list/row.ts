// One segment in the list: its source, its target, and how it stands.

import { inTarget, rendered } from "../edit/chips.ts";
import { h } from "../dom.ts";
import { icon, type IconName } from "../icons.ts";
import type { Row, Session } from "../session.ts";
import { n, number, t } from "../words.ts";

/** RowView draws a row. The open one has a field in place of its target, which others put there. */
export class RowView {
  readonly el: HTMLLIElement;
  readonly target: HTMLElement;
  /** Where the open row has what belongs to its field. */
  readonly below: HTMLElement;
  readonly #source: HTMLElement;
  readonly #state: HTMLElement;

  constructor(readonly row: Row, private readonly session: Session) {
    const { seg } = row;
    const tr = session.whole.translation;
    this.#source = h("div.src", { lang: tr.sourceLang, dir: tr.sourceDir, translate: "no" });
    this.target = h("div.tgt", { lang: tr.locale, dir: tr.dir, translate: "no" });
    this.#state = h("div.state");
    this.below = h("div.below", { hidden: true });
    const head = h("div.no", {}, h("button", { type: "button", class: "go", tabindex: -1, "aria-label": t("editor.row.open", { Number: seg.n }) }, number(seg.n)));
    this.el = h("li.seg", { id: `s-${seg.id}`, "data-id": seg.id }, head, h("div.role", {}, seg.role), this.#source, this.target, this.#state, this.below);
    if (seg.heading) this.el.classList.add("heading");
    this.draw();
  }

  /** draw shows the row as it stands. The target of an open row belongs to its field. */
  draw(): void {
    const { row, session } = this;
    const { seg } = row;
    const open = session.current === row;
    this.el.className = ["seg", seg.heading ? "heading" : "", `mark-${row.dirty ? "typed" : seg.target.mark}`, `stand-${row.open ? "open" : seg.stand.state || "none"}`,
      open ? "current" : "", row.trouble ? "trouble" : "", row.sending > 0 ? "sending" : ""].filter(Boolean).join(" ");
    this.#source.replaceChildren(rendered(seg.source, seg.codes ?? []));
    if (!open) this.target.replaceChildren(rendered(row.text, inTarget(seg.codes ?? []), row.remarks));
    this.#state.replaceChildren(...this.#badges());
  }

  #badges(): Node[] {
    const { row } = this;
    const { seg } = row;
    const out: Node[] = [];
    const badge = (cls: string, shape: IconName, label: string, count?: number) =>
      out.push(h("span", { class: `badge ${cls}`, title: label }, icon(shape), count !== undefined && h("span.count", { "aria-hidden": "true" }, number(count)), h("span.word", {}, label)));
    if (row.sending > 0) badge("sending", "sending", t("editor.state.sending"));
    else if (row.trouble) badge("trouble", "trouble", t("editor.state.trouble"));
    else if (row.dirty) badge("typed", "typed", t("editor.state.typed"));
    else if (seg.stand.state === "confirmed") badge("confirmed", "confirmed", seg.stand.label || t("editor.state.confirmed"));
    else if (seg.stand.state === "skipped") badge("skipped", "skipped", seg.stand.label);
    else if (seg.stand.changes) badge("changes", "changes", seg.stand.label);
    else if (seg.target.mark === "empty") badge("empty", "empty", t("editor.state.empty"));
    else badge(seg.target.mark, seg.target.mark, seg.target.origin.label || seg.stand.label);
    const blocking = row.remarks.filter((i) => i.severity === "blocking").length;
    if (row.remarks.length > 0 && row.text !== "") badge(blocking ? "blocking" : "warning", "warning", n("editor.state.remarks", row.remarks.length), row.remarks.length);
    if (seg.comments) badge(seg.openComments ? "asked" : "said", "comment", n("editor.state.comments", seg.comments), seg.comments);
    const more = this.session.like(row).length;
    if (more > 0) badge("like", "like", n("editor.state.like", more), more + 1);
    for (const p of row.here) badge("typing", "here", p.typing ? t("editor.state.typing", { Name: p.by }) : t("editor.state.here", { Name: p.by }));
    for (const p of seg.typingBy ?? []) if (!row.here.some((o) => o.by === p.by)) badge("typing", "typed", t("editor.state.typedBy", { Name: p.by }));
    return out;
  }
}
