// Characters that keyboards lack: direction marks, spaces, dashes, and the quotation marks of the locale.

import { TextSelection } from "prosemirror-state";

import type { App } from "../app.ts";
import { dialog } from "../dialog.ts";
import { button, h } from "../dom.ts";
import { shown } from "../keys.ts";
import { t } from "../words.ts";

interface Sign {
  id: string;
  label: string;
  /** What is put at the cursor, or around what is selected. */
  put: [string] | [string, string];
  /** What the palette shows. */
  face: string;
}

function signs(quotes: string[]): Sign[] {
  const [a = "“", b = "”", c = "‘", d = "’"] = quotes;
  return [
    { id: "quotes", label: t("editor.sign.quotes"), put: [a, b], face: `${a} ${b}` },
    { id: "innerQuotes", label: t("editor.sign.innerQuotes"), put: [c, d], face: `${c} ${d}` },
    { id: "apostrophe", label: t("editor.sign.apostrophe"), put: ["’"], face: "’" },
    { id: "nbsp", label: t("editor.sign.nbsp"), put: ["\u00a0"], face: "NBSP" },
    { id: "nnbsp", label: t("editor.sign.nnbsp"), put: ["\u202f"], face: "NNBSP" },
    { id: "nbhyphen", label: t("editor.sign.nbhyphen"), put: ["\u2011"], face: "‑" },
    { id: "softHyphen", label: t("editor.sign.softHyphen"), put: ["\u00ad"], face: "SHY" },
    { id: "enDash", label: t("editor.sign.enDash"), put: ["–"], face: "–" },
    { id: "emDash", label: t("editor.sign.emDash"), put: ["—"], face: "—" },
    { id: "ellipsis", label: t("editor.sign.ellipsis"), put: ["…"], face: "…" },
    { id: "minus", label: t("editor.sign.minus"), put: ["−"], face: "−" },
    { id: "times", label: t("editor.sign.times"), put: ["×"], face: "×" },
    { id: "lrm", label: t("editor.sign.lrm"), put: ["\u200e"], face: "LRM" },
    { id: "rlm", label: t("editor.sign.rlm"), put: ["\u200f"], face: "RLM" },
    { id: "isolate", label: t("editor.sign.isolate"), put: ["\u2068", "\u2069"], face: "FSI PDI" },
    { id: "isolateLeft", label: t("editor.sign.isolateLeft"), put: ["\u2066", "\u2069"], face: "LRI PDI" },
    { id: "isolateRight", label: t("editor.sign.isolateRight"), put: ["\u2067", "\u2069"], face: "RLI PDI" },
    { id: "zwnj", label: t("editor.sign.zwnj"), put: ["\u200c"], face: "ZWNJ" },
    { id: "zwj", label: t("editor.sign.zwj"), put: ["\u200d"], face: "ZWJ" },
  ];
}

/** mountSigns adds a command for each sign, the palette, and the one that shows what can't be seen. */
export function mountSigns(app: App): void {
  const all = signs(app.session.whole.quotes);
  const group = t("editor.group.signs");
  const may = () => app.session.may.edit && app.opened.field !== undefined;
  for (const s of all) {
    app.keys.add({ id: `sign${s.id}`, group, label: s.label, when: may, inField: true, run: () => put(app, s) });
  }
  app.keys.add(
    { id: "signs", group, label: t("editor.sign.palette"), when: may, run: () => palette(app, all) },
    { id: "invisibles", group, label: t("editor.sign.invisibles"), run: () => {
      const host = document.getElementById("editor");
      const on = host?.classList.toggle("invisibles") === true;
      app.say(on ? t("editor.sign.invisiblesOn") : t("editor.sign.invisiblesOff"));
    } },
  );
}

function put(app: App, s: Sign): void {
  const view = app.opened.field?.view;
  if (!view || app.opened.field?.composing) return;
  const { from, to } = view.state.selection;
  const [open, shut = ""] = s.put;
  const tr = view.state.tr;
  if (s.put.length === 1) tr.insertText(open, from, to);
  else tr.insertText(shut, to).insertText(open, from);
  const at = s.put.length === 1 ? from + open.length : to + open.length + (from === to ? 0 : shut.length);
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at)).scrollIntoView());
  view.focus();
  app.say(t("editor.sign.put", { Sign: s.label }));
}

function palette(app: App, all: Sign[]): void {
  const box = dialog(t("editor.sign.palette"), "signs");
  box.body.append(h("ul.signs", {}, ...all.map((s) => h("li", {}, button("", () => {
    box.close();
    put(app, s);
  }, { title: app.keys.of(`sign${s.id}`).map(shown).join(" ") })))));
  box.body.querySelectorAll("button").forEach((b, i) => {
    const s = all[i];
    if (s) b.append(h("span.face", { "aria-hidden": "true", dir: "ltr" }, s.face), h("span", {}, s.label), h("span.keys", { dir: "ltr" }, ...app.keys.of(`sign${s.id}`).map((k) => h("kbd", {}, shown(k)))));
  });
}
