// Dialogs: the browser's own, with a title, and the cursor where it was when they close.

import { button, h } from "./dom.ts";
import { t } from "./words.ts";

export interface Dialog {
  readonly el: HTMLDialogElement;
  readonly body: HTMLElement;
  readonly foot: HTMLElement;
  close(): void;
}

/** dialog opens a dialog. Escape closes it, and closed is called however it closes. */
export function dialog(title: string, name: string, closed: () => void = () => undefined): Dialog {
  const before = document.activeElement;
  const body = h("div.body");
  const foot = h("div.foot");
  const id = `d-${name}`;
  const el = h("dialog", { class: `box ${name}`, "aria-labelledby": id });
  const close = () => el.close();
  el.append(h("div.head", {}, h("h2", { id }, title), button("✕", close, { class: "x", "aria-label": t("editor.box.close") })), body, foot);
  el.addEventListener("close", () => {
    el.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
    if (document.activeElement === document.body) document.querySelector<HTMLElement>("#editor .field")?.focus(); // what was focused is hidden now
    closed();
  });
  el.addEventListener("click", (e) => {
    if (e.target === el) close(); // beside it
  });
  (document.getElementById("editor") ?? document.body).append(el);
  el.showModal();
  return { el, body, foot, close };
}
