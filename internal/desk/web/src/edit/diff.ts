// Differences between two texts by words, for people to see.

import { h } from "../dom.ts";
import { parse } from "../fragment.ts";
import type { Code, DiffPiece } from "../model.ts";
import { t } from "../words.ts";
import { chip } from "./chips.ts";

/** Texts that share less than this, 0–1, are shown one after the other: words here and there would not be read. */
const likeness = 0.3;

/** diff compares two plain texts word by word. */
export function diff(a: string, b: string): DiffPiece[] {
  const [x, y] = [pieces(a), pieces(b)];
  if (x.length * y.length > 250_000) return [{ op: "del", text: a }, { op: "ins", text: b }];
  const width = y.length + 1;
  const best = new Uint32Array((x.length + 1) * width);
  for (let i = x.length - 1; i >= 0; i--) {
    for (let j = y.length - 1; j >= 0; j--) {
      best[i * width + j] = x[i] === y[j] ? 1 + (best[(i + 1) * width + j + 1] ?? 0) : Math.max(best[(i + 1) * width + j] ?? 0, best[i * width + j + 1] ?? 0);
    }
  }
  const out: DiffPiece[] = [];
  const put = (op: DiffPiece["op"], text: string) => {
    const last = out.at(-1);
    if (last?.op === op) last.text += text;
    else out.push({ op, text });
  };
  let [i, j] = [0, 0];
  while (i < x.length || j < y.length) {
    const [p, q] = [x[i], y[j]];
    if (p !== undefined && p === q) {
      put("same", p);
      i++;
      j++;
    } else if (q === undefined || (p !== undefined && (best[(i + 1) * width + j] ?? 0) >= (best[i * width + j + 1] ?? 0))) {
      put("del", p ?? "");
      i++;
    } else {
      put("ins", q);
      j++;
    }
  }
  const same = out.reduce((sum, p) => sum + (p.op === "same" ? p.text.trim().length : 0), 0);
  if (same < likeness * Math.max(a.length, b.length)) return [{ op: "del" as const, text: a }, { op: "ins" as const, text: b }].filter((p) => p.text !== "");
  return out;
}

/** pieces cuts a text into words, spaces and signs. Scripts without spaces are cut into characters. */
function pieces(s: string): string[] {
  return s.match(/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];
}

/**
 * drawn is a difference as elements, with words for who doesn't see colours. With codes, which the server's differences of
 * sources have in their notation, they are drawn as chips.
 */
export function drawn(d: DiffPiece[], codes?: Code[]): DocumentFragment {
  const out = document.createDocumentFragment();
  for (const p of d) {
    const text = codes ? chipped(p.text, codes) : [p.text];
    if (p.op === "same") out.append(...text);
    else {
      const el = h(p.op, {}, h("span.vh", {}, ` ${t(p.op === "ins" ? "editor.diff.added" : "editor.diff.removed")} `));
      el.append(...text);
      out.append(el);
    }
  }
  return out;
}

function chipped(text: string, codes: Code[]): (Node | string)[] {
  return text.split(/(<\/?[1-9]\d*\/?>)/).filter((s) => s !== "").map((s) => {
    const p = /^<.*>$/.test(s) ? parse(s)[0] : undefined;
    return p && p.kind !== "text" ? chip(p.kind, p.id, codes) : s;
  });
}
