// Which elements of the page are the codes of a text. The server made them of the page's own markup; here they are found
// again by their order and their names.

import type { Part } from "../../fragment.ts";
import { firstOf, nameOf, nextOf } from "./tools.ts";

export type Codes = Map<number, Element>;

/** match finds the elements of a text's codes between two siblings, or says that they are not to be found. */
export function match(start: Node, end: Node, text: Part[], names: Record<string, string>): Codes | undefined {
  const codes: Codes = new Map();
  const wanted = text.filter((p) => p.kind !== "text");
  let at = 0;
  const walk = (from: Node | null, to: Node | null): boolean => {
    for (let n = from; n && n !== to; n = nextOf(n)) {
      if (!(n instanceof Element)) continue;
      const p = wanted[at];
      const name = p && names[p.id];
      if (!p || p.kind === "close" || name?.toLowerCase() !== nameOf(n).toLowerCase()) {
        if (nameOf(n) === "bdi") continue; // that the server puts around a number or a name
        return false;
      }
      codes.set(p.id, n);
      at++;
      if (p.kind === "empty") continue;
      if (!walk(firstOf(n), null)) return false;
      const close = wanted[at];
      if (close?.kind !== "close" || close.id !== p.id) return false;
      at++;
    }
    return true;
  };
  return walk(nextOf(start), end) && at === wanted.length ? codes : undefined;
}
