// What is done with the chosen segments.

import type { App } from "../app.ts";
import { button, h } from "../dom.ts";
import { shown } from "../keys.ts";
import type { Row } from "../session.ts";
import { n, t } from "../words.ts";
import { confirmMany } from "./bulk.ts";
import type { Range } from "./range.ts";

/** mountRangeBar adds the commands of ranges, and a bar that is there while segments are chosen. */
export function mountRangeBar(app: App, range: Range): void {
  const { session, keys } = app;
  const group = t("editor.group.several");
  const some = () => range.size > 0;
  const write = () => some() && session.may.edit;
  const change = (f: (r: Row) => string, said: (count: number) => string) => {
    const changes = range.rows.map((r) => ({ segment: r.id, before: r.text, after: f(r) })).filter((c) => c.before !== c.after);
    session.change(changes);
    app.say(said(changes.length));
  };
  keys.add(
    { id: "extendDown", group, label: t("editor.range.down"), run: () => range.extend(1) },
    { id: "extendUp", group, label: t("editor.range.up"), run: () => range.extend(-1) },
    { id: "chooseAll", group, label: t("editor.range.all"), run: () => range.all() },
    { id: "chooseThis", group, label: t("editor.range.this"), run: () => session.current && range.toggle(session.current) },
    { id: "confirmRange", group, label: t("editor.range.confirm"), when: () => some() && session.may.confirm, run: () => confirmMany(app, range.rows, t("editor.range.confirm"), () => range.clear()) },
    { id: "copyRange", group, label: t("editor.range.copy"), when: write, run: () => change((r) => r.seg.source, (c) => n("editor.range.copied", c)) },
    { id: "clearRange", group, label: t("editor.range.clear"), when: write, run: () => change(() => "", (c) => n("editor.range.cleared", c)) },
    { id: "leaveRange", group, label: t("editor.range.leave"), when: some, run: () => range.clear() },
  );
  const count = h("strong");
  const act = (id: string, cls = "") => button(keys.commands.get(id)?.label ?? "", () => keys.run(id), { class: cls, title: keys.of(id).map(shown).join(" ") });
  const bar = h("div.rangebar", { role: "toolbar", "aria-label": t("editor.range.bar"), hidden: true }, count,
    session.may.confirm && act("confirmRange", "primary"), session.may.edit && act("copyRange"), session.may.edit && act("clearRange"), act("leaveRange"));
  app.list.el.parentElement?.append(bar);
  range.on("changed", () => {
    bar.hidden = range.size === 0;
    count.textContent = n("editor.range.chosen", range.size);
  });
}
