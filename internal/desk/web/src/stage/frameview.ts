// The frame that shows the page, as the editor sees it.

import { newName, readFromFrame, type FromFrame, type Named, type ToFrame } from "./protocol.ts";

/** How long the page's word may come after the page, in milliseconds. */
const grace = 3000;

export class FrameView {
  readonly el: HTMLIFrameElement;
  marks = "";
  ready = false;
  #listen = (e: MessageEvent) => this.#hear(e);

  /** of is what is shown; hear gets the frame's messages; fail is called when the page does not come. */
  constructor(readonly base: string, readonly of: "page" | "source", title: string, readonly hear: (m: FromFrame) => void, readonly fail: () => void) {
    // The page is somebody else's. It has no origin here, and no script of its own runs: the server's policy sees to both.
    this.el = document.createElement("iframe");
    for (const [k, v] of Object.entries({ sandbox: "allow-scripts", referrerpolicy: "no-referrer", title })) this.el.setAttribute(k, v);
    this.el.addEventListener("load", () => {
      const { marks } = this;
      if (marks === "") return;
      // The page's own word may come a little later, from another process.
      setTimeout(() => {
        if (!this.ready && this.marks === marks && this.el.isConnected) this.fail();
      }, grace);
    });
    window.addEventListener("message", this.#listen);
  }

  /** load shows the page anew. */
  load(): void {
    this.ready = false;
    this.marks = newName();
    const of = this.of === "source" ? "&of=source" : "";
    this.el.src = `${this.base}/stage/page?marks=${this.marks}${of}`;
  }

  send(m: ToFrame): void {
    if (!this.ready) return;
    const named: Named<ToFrame> = { ...m, marks: this.marks };
    this.el.contentWindow?.postMessage(named, "*"); // a frame without an origin has no other address
  }

  close(): void {
    window.removeEventListener("message", this.#listen);
    this.el.remove();
  }

  #hear(e: MessageEvent): void {
    if (e.source !== this.el.contentWindow || e.origin !== "null") return;
    const m = readFromFrame(e.data, this.marks);
    if (!m) return;
    if (m.is === "ready") this.ready = true;
    this.hear(m);
  }
}
