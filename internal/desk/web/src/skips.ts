// Links over the parts of the editor, for who comes by key: they are seen while they have the focus.

import type { App } from "./app.ts";
import { h } from "./dom.ts";
import { t } from "./words.ts";

/** mountSkips puts them before all parts. */
export function mountSkips(app: App): void {
  const to = (label: string, el: HTMLElement, go: () => void) => {
    const a = h("a.skip", { href: "#" }, label);
    a.addEventListener("click", (e) => {
      e.preventDefault();
      go();
    });
    return el.hidden ? null : a;
  };
  const focus = (el: HTMLElement) => () => {
    el.tabIndex = -1;
    el.focus();
  };
  const { list, side, stage, opened } = app;
  const nav = h("nav.skips", { "aria-label": t("editor.skip.label") },
    to(t("editor.skip.field"), list.el, () => opened.focus()), to(t("editor.skip.list"), list.el, focus(list.el)),
    to(t("editor.skip.side"), side, focus(side)), to(t("editor.skip.stage"), stage, focus(stage)));
  app.bar.before(nav);
}
