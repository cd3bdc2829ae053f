// The line between the list and the page, which a person moves by mouse, by finger or by keys.

import { h } from "../dom.ts";
import { t } from "../words.ts";

const [least, most, usual] = [15, 80, 45];

export class Separator {
  readonly el: HTMLElement;
  #share: number = usual;

  /** box is what is divided; beside says that the page stands at the side; moved gets the page's share in percent. */
  constructor(readonly box: HTMLElement, readonly beside: () => boolean, readonly moved: (share: number) => void) {
    this.el = h("div.split", { role: "separator", tabindex: 0, "aria-label": t("stage.split"), "aria-valuemin": least, "aria-valuemax": most });
    this.el.addEventListener("pointerdown", (e) => {
      this.el.setPointerCapture(e.pointerId);
      e.preventDefault();
    });
    this.el.addEventListener("pointermove", (e) => {
      if (this.el.hasPointerCapture(e.pointerId)) this.set(this.#at(e));
    });
    this.el.addEventListener("dblclick", () => this.set(usual));
    this.el.addEventListener("keydown", (e) => this.#key(e));
  }

  get share(): number {
    return this.#share;
  }

  set(share: number): void {
    this.#share = Math.min(most, Math.max(least, Math.round(share)));
    this.el.setAttribute("aria-valuenow", String(this.#share));
    this.el.setAttribute("aria-orientation", this.beside() ? "vertical" : "horizontal");
    this.moved(this.#share);
  }

  #rtl(): boolean {
    return getComputedStyle(this.box).direction === "rtl";
  }

  #at(e: PointerEvent): number {
    const box = this.box.getBoundingClientRect();
    if (!this.beside()) return ((box.bottom - e.clientY) / box.height) * 100;
    const far = this.#rtl() ? e.clientX - box.left : box.right - e.clientX;
    return ((far - this.#after()) / box.width) * 100;
  }

  /** #after is the room that stands behind the page: the panel at the side. */
  #after(): number {
    const side = this.box.querySelector<HTMLElement>(":scope > .side");
    return side && !side.hidden ? side.getBoundingClientRect().width : 0;
  }

  #key(e: KeyboardEvent): void {
    const ahead = this.beside() ? (this.#rtl() ? "ArrowRight" : "ArrowLeft") : "ArrowUp";
    const back = this.beside() ? (this.#rtl() ? "ArrowLeft" : "ArrowRight") : "ArrowDown";
    const to = { [ahead]: this.#share + 3, [back]: this.#share - 3, Home: least, End: most }[e.key];
    if (to === undefined || e.ctrlKey || e.altKey || e.metaKey) return;
    e.preventDefault();
    e.stopPropagation();
    this.set(to);
  }
}
