// The dialog of find and replace: every change is shown before it is made, and one undo takes all of them back.

import type { App } from "../app.ts";
import { dialog } from "../dialog.ts";
import { button, h } from "../dom.ts";
import { diff, drawn } from "../edit/diff.ts";
import { plain } from "../fragment.ts";
import type { Row } from "../session.ts";
import { n, number, t } from "../words.ts";
import type { Filter } from "./filter.ts";
import { faultOf } from "./findwords.ts";
import { QueryError } from "./query/fault.ts";
import type { Range } from "./range.ts";
import { replacements, type Replacement, type Wanted } from "./replace.ts";

/** mountReplace adds the command. */
export function mountReplace(app: App, filter: Filter, range: Range): void {
  app.keys.add({ id: "replace", group: t("editor.group.find"), label: t("editor.replace.title"), when: () => app.session.may.edit, run: () => openReplace(app, filter, range) });
}

let last = { find: "", put: "" };

function openReplace(app: App, filter: Filter, range: Range): void {
  const { session } = app;
  const tr = session.whole.translation;
  const box = dialog(t("editor.replace.title"), "replace");
  const text = (id: string, value: string) => h("input", { id, value, dir: "auto", lang: tr.locale, spellcheck: "false", autocomplete: "off" });
  const find = text("replace-find", app.opened.field?.selected || last.find);
  const put = text("replace-put", last.put);
  const option = (label: string) => {
    const input = h("input", { type: "checkbox" });
    return { input, el: h("label.option", {}, input, " ", label) };
  };
  const [exact, words, regex] = [option(t("editor.replace.exact")), option(t("editor.replace.words")), option(t("editor.replace.regex"))];
  const where = h("select", { id: "replace-where" }, range.size > 0 && h("option", { value: "range" }, n("editor.replace.range", range.size)),
    filter.query !== "" && h("option", { value: "shown" }, n("editor.replace.shown", filter.rows.length)), h("option", { value: "all" }, n("editor.replace.all", session.rows.length)));
  const says = h("p.says", { role: "status" });
  const list = h("ol.changes", { "aria-label": t("editor.replace.changes") });
  const skipped = new Set<string>();
  let found: Replacement[] = [];
  const apply = button("", () => {
    const chosen = found.filter((r) => !skipped.has(r.row.id));
    box.close();
    session.change(chosen.map((r) => ({ segment: r.row.id, before: r.before, after: r.after })));
    app.say(n("editor.replace.done", chosen.length));
  }, { class: "primary" });
  const count = () => {
    const chosen = found.length - found.filter((r) => skipped.has(r.row.id)).length;
    apply.textContent = n("editor.replace.apply", chosen);
    apply.disabled = chosen === 0;
  };
  const draw = () => {
    last = { find: find.value, put: put.value };
    const rows: readonly Row[] = where.value === "range" ? range.rows : where.value === "shown" ? filter.rows : session.rows;
    const w: Wanted = { find: find.value, put: put.value, exact: exact.input.checked, words: words.input.checked, regex: regex.input.checked };
    try {
      found = replacements(rows, w);
      says.textContent = find.value === "" ? "" : n("editor.replace.found", found.length);
      says.classList.remove("bad");
    } catch (e) {
      if (!(e instanceof QueryError || e instanceof SyntaxError)) throw e;
      found = [];
      says.textContent = e instanceof QueryError ? faultOf(e) : t("editor.find.fault.regex", { Detail: e.message });
      says.classList.add("bad");
    }
    list.replaceChildren(...found.map((r) => change(app, r, skipped, count)));
    count();
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(draw, 120);
  };
  for (const el of [find, put]) {
    el.addEventListener("input", later);
    el.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" || e.isComposing) return;
      e.preventDefault();
      draw();
      apply.focus();
    });
  }
  for (const el of [exact.input, words.input, regex.input, where]) el.addEventListener("change", draw);
  box.body.append(
    h("div.inputs", {}, h("label", { for: "replace-find" }, t("editor.replace.find")), find, h("label", { for: "replace-put" }, t("editor.replace.put")), put,
      h("label", { for: "replace-where" }, t("editor.replace.where")), where),
    h("div.options", {}, exact.el, words.el, regex.el), says, list);
  box.foot.append(apply, button(t("editor.box.cancel"), () => box.close()), h("span.hint", {}, t("editor.replace.hint")));
  draw();
  find.focus();
  find.select();
}

function change(app: App, r: Replacement, skipped: Set<string>, count: () => void): HTMLElement {
  const tr = app.session.whole.translation;
  const check = h("input", { type: "checkbox", checked: !skipped.has(r.row.id), "aria-label": t("editor.replace.choose", { Number: r.row.seg.n }) });
  check.addEventListener("change", () => {
    if (check.checked) skipped.delete(r.row.id);
    else skipped.add(r.row.id);
    count();
  });
  return h("li", {}, check, h("span.n", {}, number(r.row.seg.n)), h("span.text", { lang: tr.locale, dir: tr.dir }, drawn(diff(plain(r.before), plain(r.after)))),
    !r.row.open && r.row.seg.stand.state === "confirmed" && h("span.hint", {}, t("editor.replace.confirmed")));
}
