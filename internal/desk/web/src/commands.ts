// The commands of writing and moving. Other parts add their own.

import type { App } from "./app.ts";
import { tags } from "./fragment.ts";
import type { Command, Preset } from "./keys.ts";
import { alike as likeRows, together } from "./list/together.ts";
import type { Row } from "./session.ts";
import { t } from "./words.ts";

/** The usual keys. */
export const usual: Preset = {
  confirm: "Ctrl+Enter", confirmAlike: "Ctrl+Shift+Enter", next: ["Alt+ArrowDown", "Ctrl+ArrowDown"], previous: ["Alt+ArrowUp", "Ctrl+ArrowUp"],
  nextOpen: "Alt+PageDown", previousOpen: "Alt+PageUp", copySource: "Ctrl+Alt+C", undo: "Ctrl+Z", redo: ["Ctrl+Shift+Z", "Ctrl+Y"], drop: "Ctrl+Alt+Backspace", fix: "Ctrl+Alt+F",
  nextCode: "Alt+T", ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`code${i + 1}`, `Ctrl+${i + 1}`])), nextPlaceable: "Ctrl+Alt+D",
  stage: "Ctrl+Alt+P", approve: "Ctrl+Alt+Enter",
};

/** addCommands adds the commands of the field and the list. */
export function addCommands(app: App): void {
  const { session, opened, keys, saver, list } = app;
  const may = () => session.may.edit && opened.row !== undefined;
  const go = (row: Row | undefined) => row && session.open(row, { focus: true, at: "end", scroll: "nearest" });
  const step = (by: 1 | -1, f: (r: Row) => boolean) => {
    const rows = list.shown;
    const at = opened.row ? rows.indexOf(opened.row) : -1;
    for (let i = at + by; i >= 0 && i < rows.length; i += by) {
      const r = rows[i];
      if (r && f(r)) return r;
    }
    return undefined;
  };
  const confirm = (alike: boolean) => {
    const row = opened.row;
    if (!row || opened.field?.composing) return;
    saver.confirm(row, alike || together() ? likeRows(session, row).follow.filter((r) => r.open || r.text !== row.text) : []);
    const next = step(1, (r) => r.open) ?? session.next(row, (r) => r.open && list.shown.includes(r));
    if (next) go(next);
    else app.say(t("editor.say.noneOpen"));
  };
  const command = (id: string, group: string, label: string, run: () => void, when?: () => boolean): Command => ({ id, group, label, run, ...(when ? { when } : {}) });
  const write = t("editor.group.write");
  const move = t("editor.group.move");
  const codes = t("editor.group.codes");
  keys.add(
    command("confirm", write, t("editor.act.confirm"), () => confirm(false), () => session.may.confirm && opened.row !== undefined),
    command("confirmAlike", write, t("editor.act.confirmAlike"), () => confirm(true), () => session.may.confirm && opened.row !== undefined),
    command("copySource", write, t("editor.act.copySource"), () => opened.row && opened.put(opened.row.seg.source), may),
    command("undo", write, t("editor.act.undo"), () => session.takeBack("undo") || app.say(t("editor.say.noUndo")), () => session.may.edit),
    command("redo", write, t("editor.act.redo"), () => session.takeBack("redo") || app.say(t("editor.say.noRedo")), () => session.may.edit),
    command("drop", write, t("editor.act.drop"), () => {
      if (opened.row) session.drop(opened.row);
      opened.focus("end");
    }, () => opened.row?.dirty === true),
    command("fix", write, t("editor.act.fix"), () => {
      const fix = opened.row?.remarks.find((i) => i.fix !== undefined)?.fix;
      if (fix !== undefined) opened.put(fix);
    }, () => may() && opened.row?.remarks.some((i) => i.fix !== undefined) === true),
    command("next", move, t("editor.act.next"), () => go(step(1, () => true))),
    command("previous", move, t("editor.act.previous"), () => go(step(-1, () => true))),
    command("nextOpen", move, t("editor.act.nextOpen"), () => go(step(1, (r) => r.open)) ?? app.say(t("editor.say.noneOpen"))),
    command("previousOpen", move, t("editor.act.previousOpen"), () => go(step(-1, (r) => r.open)) ?? app.say(t("editor.say.noneOpen"))),
    command("nextCode", codes, t("editor.act.nextCode"), () => {
      const id = Number(/\d+/.exec(opened.row?.missing[0] ?? "")?.[0]);
      if (id) opened.field?.insertCode(id);
      else app.say(t("editor.code.all"));
    }, may),
    command("nextPlaceable", codes, t("editor.act.nextPlaceable"), () => {
      const has = opened.row?.text ?? "";
      const p = opened.row?.seg.placeables?.find((o) => !has.includes(o.target || o.text));
      if (p) opened.insert(p.target || p.text);
      else app.say(t("editor.say.noPlaceable"));
    }, may),
    ...Array.from({ length: 9 }, (_, i) => command(`code${i + 1}`, codes, t("editor.act.code", { Number: i + 1 }), () => opened.field?.insertCode(i + 1),
      () => may() && tags(opened.row?.seg.source ?? "").some((c) => Number(/\d+/.exec(c)?.[0]) === i + 1))).map((c) => ({ ...c, inField: true })),
  );
}
