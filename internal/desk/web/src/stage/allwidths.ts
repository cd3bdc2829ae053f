// Looks for texts without room in all widths of the page, out of sight.

import type { Session } from "../session.ts";
import { tighter } from "./fit.ts";
import { FrameView } from "./frameview.ts";
import type { FromFrame, Tight } from "./protocol.ts";
import { textOf } from "./writer.ts";

/** How long a page may take to come, and how long its pictures and fonts are waited for, in milliseconds. */
const longest = 20_000;
const settle = 800;

/** tightAt says what lacks room in a width where the source does not. It fails where the page does not come. */
export async function tightAt(session: Session, base: string, into: HTMLElement, width: number, title: string): Promise<Tight[]> {
  const localized = await measured(session, base, "page", into, width, title);
  return localized.length === 0 ? [] : tighter(localized, await measured(session, base, "source", into, width, title));
}

function measured(session: Session, base: string, of: "page" | "source", into: HTMLElement, width: number, title: string): Promise<Tight[]> {
  return new Promise<Tight[]>((resolve, reject) => {
    const end = (tight?: Tight[]) => {
      clearTimeout(timer);
      view.close();
      if (tight) resolve(tight);
      else reject(new Error("the page did not come"));
    };
    const timer = setTimeout(() => end(), longest);
    const view = new FrameView(base, of, title, (m: FromFrame) => {
      if (m.is === "ready") {
        if (of === "page") for (const row of session.rows) if (row.dirty) view.send(textOf(row, row.seg.target.text || row.seg.source));
        setTimeout(() => view.send({ do: "measure" }), settle);
      } else if (m.is === "tight") end(m.list);
    }, () => end());
    hide(view.el);
    view.el.style.width = `${width}px`;
    view.el.style.height = "900px";
    into.append(view.el);
    view.load();
  });
}

/** hide keeps a frame that is there to be measured from eyes, ears and keys. */
export function hide(el: HTMLIFrameElement): void {
  el.className = "for-measure";
  el.tabIndex = -1;
  el.setAttribute("aria-hidden", "true");
}
