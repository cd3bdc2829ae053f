// What the sections of the panel have in common: texts in their languages, who and when, and the button that takes a text.

import type { App } from "../app.ts";
import { button, h } from "../dom.ts";
import { inTarget, rendered } from "../edit/chips.ts";
import { drawn } from "../edit/diff.ts";
import type { DiffPiece, Notation } from "../model.ts";
import type { Row } from "../session.ts";
import { moment, t } from "../words.ts";

/** target is a text in the locale, with chips. */
export function target(app: App, row: Row, text: Notation): HTMLElement {
  const tr = app.session.whole.translation;
  return h("p.wording", { lang: tr.locale, dir: tr.dir, translate: "no" }, rendered(text, inTarget(row.seg.codes ?? [])));
}

/** compared is a difference in the locale, or in the source's language. */
export function compared(app: App, d: DiffPiece[], of: "source" | "target"): HTMLElement {
  const tr = app.session.whole.translation;
  return h("p.compared", of === "source" ? { lang: tr.sourceLang, dir: tr.sourceDir, translate: "no" } : { lang: tr.locale, dir: tr.dir, translate: "no" }, of === "source" ? drawn(d, []) : drawn(d));
}

/** meta says who, when and where, as far as that is known. */
export function meta(...parts: (string | undefined | false)[]): HTMLElement | null {
  const said = parts.filter((p): p is string => typeof p === "string" && p !== "");
  return said.length === 0 ? null : h("p.meta", {}, ...said.flatMap((p, i) => [i > 0 ? " · " : "", h("bdi", {}, p)]));
}

/** when is a time in words. */
export const when = (iso: string | undefined): string => (iso?.startsWith("0001-") ? "" : moment(iso));

/** take makes the button that puts a text into the open segment, and says so. label says which text. */
export function take(app: App, text: Notation, label: string, keys?: { hint: string; shortcut: string }): HTMLElement | null {
  if (!app.session.may.edit) return null;
  return button(t("assist.take"), () => put(app, text), { class: "take", "aria-label": label, title: keys?.hint, "aria-keyshortcuts": keys?.shortcut });
}

/** put puts a text into the open segment, as one act that one undo takes back. */
export function put(app: App, text: Notation, said = t("assist.say.taken")): void {
  if (!app.opened.row || !app.session.may.edit) return;
  app.opened.put(text);
  app.say(said);
}
