// A list that opens under its label, and goes when a person turns to something else.

import { h } from "../dom.ts";

export class Popover {
  readonly el: HTMLDetailsElement;
  readonly label = h("summary");

  constructor(name: string, ...content: Node[]) {
    this.el = document.createElement("details");
    this.el.className = name;
    this.el.hidden = true;
    this.el.append(this.label, ...content);
    this.el.addEventListener("keydown", (e) => {
      if (e.key !== "Escape" || !this.el.open) return;
      e.stopPropagation();
      this.close();
      this.label.focus();
    });
    this.el.addEventListener("focusout", (e) => {
      if (e.relatedTarget instanceof Node && !this.el.contains(e.relatedTarget)) this.close();
    });
    document.addEventListener("pointerdown", (e) => {
      if (this.el.open && e.target instanceof Node && !this.el.contains(e.target)) this.close();
    });
    window.addEventListener("blur", () => this.close()); // somebody has clicked in the page
  }

  close(): void {
    this.el.open = false;
  }
}
