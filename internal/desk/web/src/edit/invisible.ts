// Characters that nobody sees: spaces that do not break, direction marks, joiners. They are marked; the style sheet shows the
// marks when they are wanted, and the text stays as it is.

import { Plugin, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

const names: Record<string, string> = {
  "\u00a0": "NBSP", "\u202f": "NNBSP", "\u2007": "FIGSP", "\u2009": "THSP", "\u200a": "HSP", "\u00ad": "SHY", "\u2011": "NBHY", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u2060": "WJ", "\ufeff": "BOM",
  "\u200e": "LRM", "\u200f": "RLM", "\u061c": "ALM", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
};

const invisible = new RegExp(`[${Object.keys(names).join("")}]| {2,}`, "g");

/** invisibles finds them in a text. */
export function invisibles(text: string): { at: number; end: number; name: string }[] {
  return [...text.matchAll(invisible)].map((m) => ({ at: m.index, end: m.index + m[0].length, name: names[m[0]] ?? "·".repeat(m[0].length) }));
}

/** invisiblePlugin marks them in a field. */
export function invisiblePlugin(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    state: { init: (_, s) => marks(s), apply: (tr, old, _, s) => (tr.docChanged ? marks(s) : old) },
    props: {
      decorations(state) {
        return this.getState(state);
      },
    },
  });
}

function marks(state: EditorState): DecorationSet {
  const out: Decoration[] = [];
  state.doc.forEach((n, pos) => {
    for (const i of n.isText ? invisibles(n.text ?? "") : []) out.push(Decoration.inline(pos + i.at, pos + i.end, { class: "inv", "data-name": i.name }));
  });
  return out.length > 0 ? DecorationSet.create(state.doc, out) : DecorationSet.empty;
}
