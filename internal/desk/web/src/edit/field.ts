// The field for a target: text with codes as chips that are moved and deleted whole.
//
// It is built on ProseMirror, whose documents are text with atomic inline nodes, as our fragments are. CodeMirror's are
// strings, in which a typed "<1>" would become a code and an "&" would need escapes; Lexical keeps its own selection, which
// input methods and mixed directions are harder on. The browser draws the line here: bidi, IME and spelling are its own.

import { Schema, Slice, Fragment as Nodes, type Node as PMNode } from "prosemirror-model";
import { EditorState, Plugin, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet, EditorView } from "prosemirror-view";

import { parse, tag, tags } from "../fragment.ts";
import type { Code, Issue, Notation } from "../model.ts";
import { chip, type CodeKind } from "./chips.ts";
import { invisiblePlugin } from "./invisible.ts";

const schema = new Schema({
  nodes: {
    doc: { content: "inline*" },
    text: { group: "inline" },
    code: {
      group: "inline", inline: true, atom: true, draggable: true,
      attrs: { kind: { validate: "string" }, id: { validate: "number" } },
      parseDOM: [{ tag: "span[data-code]", getAttrs: (el) => readTag(el.getAttribute("data-code") ?? "") }],
      toDOM: (n) => ["span", { "data-code": tag(n.attrs["kind"] as CodeKind, n.attrs["id"] as number) }],
    },
  },
});

function readTag(s: string): { kind: CodeKind; id: number } | false {
  const p = parse(s)[0];
  return p && p.kind !== "text" ? { kind: p.kind, id: p.id } : false;
}

/** toDoc makes a document of a text. */
export function toDoc(text: Notation): PMNode {
  return schema.node("doc", null, parse(text).map((p) => (p.kind === "text" ? schema.text(p.text) : schema.node("code", { kind: p.kind, id: p.id }))));
}

/** fromDoc reads a document's text. */
export function fromDoc(doc: PMNode): Notation {
  let out = "";
  doc.forEach((n) => {
    out += n.isText ? (n.text ?? "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") : tag(n.attrs["kind"] as CodeKind, n.attrs["id"] as number);
  });
  return out;
}

export interface FieldOptions {
  text: Notation;
  source: Notation;
  codes: Code[];
  lang: string;
  dir: "ltr" | "rtl";
  label: string;
  /** IDs of elements that describe the text: remarks, missing codes. */
  describedBy: string;
  readOnly: boolean;
  changed: (text: Notation, composing: boolean) => void;
  /** The cursor or the selection moved. */
  moved: () => void;
}

/** Field is the editor of one target. */
export class Field {
  readonly view: EditorView;
  #issues: Issue[] = [];

  constructor(host: HTMLElement, private readonly o: FieldOptions) {
    this.view = new EditorView(host, {
      state: EditorState.create({ doc: toDoc(o.text), schema, plugins: [this.#marks(), invisiblePlugin()] }),
      editable: () => !o.readOnly,
      attributes: {
        role: "textbox", "aria-multiline": "true", "aria-label": o.label, "aria-describedby": o.describedBy, lang: o.lang, dir: o.dir,
        spellcheck: "true", autocapitalize: "off", autocorrect: "off", translate: "no", class: "field",
      },
      nodeViews: { code: (n) => ({ dom: chip(n.attrs["kind"] as CodeKind, n.attrs["id"] as number, o.codes) }) },
      transformPasted: (s) => this.#ownCodes(s),
      clipboardTextSerializer: (s) => s.content.textBetween(0, s.content.size, ""),
      handleKeyDown: (_, e) => e.key === "Enter" && !e.isComposing, // a segment has one line; keys above it are commands
      dispatchTransaction: (tr) => {
        const before = this.view.state;
        this.view.updateState(before.apply(tr));
        if (tr.docChanged && tr.getMeta("told") !== true) o.changed(this.text, this.view.composing);
        if (!before.selection.eq(this.view.state.selection) || tr.docChanged) o.moved();
      },
    });
  }

  get text(): Notation {
    return fromDoc(this.view.state.doc);
  }

  /** The selected text without codes. */
  get selected(): string {
    const { from, to } = this.view.state.selection;
    return this.view.state.doc.textBetween(from, to, "");
  }

  get composing(): boolean {
    return this.view.composing;
  }

  focus(at?: number | "start" | "end"): void {
    const { doc } = this.view.state;
    if (at !== undefined) {
      const pos = at === "start" ? 0 : at === "end" ? doc.content.size : Math.min(at, doc.content.size);
      this.view.dispatch(this.view.state.tr.setSelection(TextSelection.create(doc, pos)));
    }
    this.view.focus();
  }

  /** focusAt puts the cursor where a person pressed. */
  focusAt(x: number, y: number): void {
    const pos = this.view.posAtCoords({ left: x, top: y });
    this.focus(pos ? pos.pos : "end");
  }

  /** show shows another text without telling of it. The cursor stays at what has not changed, as far as it can. */
  show(text: Notation): void {
    if (text === this.text) return;
    const { state } = this.view;
    const doc = toDoc(text);
    const start = state.doc.content.findDiffStart(doc.content);
    const end = state.doc.content.findDiffEnd(doc.content);
    if (start === null || !end) return;
    const overlap = start - Math.min(end.a, end.b);
    const [a, b] = overlap > 0 ? [end.a + overlap, end.b + overlap] : [end.a, end.b];
    this.view.dispatch(state.tr.replace(start, a, doc.slice(start, b)).setMeta("told", true));
  }

  /** insert puts a text in place of what is selected. */
  insert(text: Notation): void {
    const nodes: PMNode[] = [];
    toDoc(text).forEach((n) => nodes.push(n));
    this.view.dispatch(this.view.state.tr.replaceSelection(new Slice(Nodes.from(nodes), 0, 0)).scrollIntoView());
    this.view.focus();
  }

  /**
   * insertCode puts a code of the source at the cursor. A pair is put around what is selected; without a selection its
   * next missing end. A code that is there already moves.
   */
  insertCode(id: number): void {
    const own = tags(this.o.source).map(readTag).filter((c) => c !== false).filter((c) => c.id === id);
    if (own.length === 0) return;
    const { state } = this.view;
    const there: { kind: CodeKind; pos: number }[] = [];
    state.doc.forEach((n, pos) => {
      if (n.type.name === "code" && n.attrs["id"] === id) there.push({ kind: n.attrs["kind"] as CodeKind, pos });
    });
    const pair = own.some((c) => c.kind === "open") && own.some((c) => c.kind === "close");
    const { from, to } = state.selection;
    const lacking = own.filter((c) => !there.some((o) => o.kind === c.kind));
    const put: { kind: CodeKind; pos: number }[] = pair && from !== to ? [{ kind: "open", pos: from }, { kind: "close", pos: to }]
      : [{ kind: (lacking[0] ?? own[0])?.kind ?? "empty", pos: to }];
    const tr = state.tr;
    for (const t of there.filter((o) => put.some((p) => p.kind === o.kind)).sort((a, b) => b.pos - a.pos)) tr.delete(t.pos, t.pos + 1);
    for (const p of put.sort((a, b) => b.pos - a.pos)) tr.insert(tr.mapping.map(p.pos, p.kind === "close" ? 1 : -1), schema.node("code", { kind: p.kind, id }));
    const after = put[0] ? tr.mapping.map(Math.max(...put.map((p) => p.pos)), 1) : to;
    tr.setSelection(TextSelection.create(tr.doc, Math.min(after, tr.doc.content.size)));
    this.view.dispatch(tr.scrollIntoView());
    this.view.focus();
  }

  /** mark underlines what issues are about. */
  mark(issues: Issue[]): void {
    this.#issues = issues;
    this.view.dispatch(this.view.state.tr.setMeta("marks", true));
  }

  destroy(): void {
    this.view.destroy();
  }

  #marks(): Plugin<DecorationSet> {
    return new Plugin<DecorationSet>({
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, old) => (tr.getMeta("marks") === true ? this.#decorate(tr.doc) : old.map(tr.mapping, tr.doc)),
      },
      props: {
        decorations(state) {
          return this.getState(state);
        },
      },
    });
  }

  #decorate(doc: PMNode): DecorationSet {
    const out: Decoration[] = [];
    for (const i of this.#issues) {
      if (i.end <= i.start) continue;
      let at = 0;
      doc.forEach((n, pos) => {
        if (!n.isText) return;
        const [from, to] = [Math.max(i.start, at), Math.min(i.end, at + n.nodeSize)];
        if (from < to) out.push(Decoration.inline(pos + from - at, pos + to - at, { class: `flagged ${i.severity}` }));
        at += n.nodeSize;
      });
    }
    return DecorationSet.create(doc, out);
  }

  /** #ownCodes leaves out pasted codes that the source lacks or that are here already. */
  #ownCodes(s: Slice): Slice {
    if (this.view.dragging) return s; // it only moves
    const mine = tags(this.o.source);
    const here = tags(this.text);
    const nodes: PMNode[] = [];
    s.content.descendants((n) => {
      if (n.isText) nodes.push(schema.text((n.text ?? "").replace(/\s*\n\s*/g, " ")));
      if (n.type.name !== "code") return;
      const t = tag(n.attrs["kind"] as CodeKind, n.attrs["id"] as number);
      if (mine.includes(t) && !here.includes(t)) {
        here.push(t);
        nodes.push(n);
      }
    });
    return new Slice(Nodes.from(nodes), 0, 0);
  }
}
