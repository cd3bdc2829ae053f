// The open segment: its field, and below it what it lacks, what is said of it, and what to do.

import { Refusal, type Api } from "../api.ts";
import { button, h } from "../dom.ts";
import { plain, tags } from "../fragment.ts";
import { shown, type Keys } from "../keys.ts";
import type { List } from "../list/list.ts";
import type { Issue, Notation } from "../model.ts";
import type { Row, Session } from "../session.ts";
import { moment, t } from "../words.ts";
import { chip, inTarget, type CodeKind } from "./chips.ts";
import { diff, drawn } from "./diff.ts";
import { Field } from "./field.ts";

export class Opened {
  field: Field | undefined;
  /** Adds to what stands below the field; parts of the editor call it once. */
  readonly extras: ((row: Row, below: HTMLElement) => void)[] = [];
  #row: Row | undefined;

  constructor(private readonly session: Session, private readonly list: List, private readonly keys: Keys, private readonly api: Api) {
    session.on("open", ({ row, before, how }) => {
      if (before) this.#close(before);
      if (row) this.#open(row, how.focus !== false, how.at ?? "end");
    });
    session.on("text", (row) => {
      if (row === this.#row) this.field?.show(row.text);
    });
    session.on("row", (row) => {
      if (row === this.#row) this.#draw();
    });
    list.el.addEventListener("place", (e) => {
      const { x, y } = (e as CustomEvent<{ x: number; y: number }>).detail;
      this.field?.focusAt(x, y);
    });
  }

  get row(): Row | undefined {
    return this.#row;
  }

  /** focus puts the cursor into the field. */
  focus(at?: number | "start" | "end"): void {
    this.field?.focus(at);
  }

  /** put sets the text of the open row as a key or a button wants it, as one act of its own. */
  put(text: Notation): void {
    if (!this.#row || !this.session.may.edit) return;
    this.session.type(this.#row, text);
    this.field?.focus("end");
  }

  /** insert puts a text at the cursor. */
  insert(text: Notation): void {
    if (this.session.may.edit) this.field?.insert(text);
  }

  #open(row: Row, focus: boolean, at: number | "start" | "end"): void {
    this.#row = row;
    const v = this.list.view(row);
    const tr = this.session.whole.translation;
    v.target.replaceChildren();
    this.field = new Field(v.target, {
      text: row.text, source: row.seg.source, codes: inTarget(row.seg.codes ?? []), lang: tr.locale, dir: tr.dir, readOnly: !this.session.may.edit,
      label: t("editor.field.label", { Number: row.seg.n, All: this.session.rows.length, Role: row.seg.role }), describedBy: `f-${row.id} r-${row.id} c-${row.id}`,
      changed: (text) => this.session.type(row, text, true), moved: () => undefined,
    });
    this.#draw();
    if (focus) this.field.focus(at);
  }

  #close(row: Row): void {
    this.field?.destroy();
    this.field = undefined;
    this.#row = undefined;
    const v = this.list.view(row);
    v.below.hidden = true;
    v.below.replaceChildren();
    v.draw();
  }

  #draw(): void {
    const row = this.#row;
    if (!row || !this.field) return;
    const { below } = this.list.view(row);
    below.hidden = false;
    this.field.mark(row.remarks);
    below.replaceChildren(...[this.#trouble(row), this.#change(row), this.#codes(row), this.#placeables(row), this.#remarks(row), this.#acts(row)].filter((x) => x !== undefined));
    for (const f of this.extras) f(row, below);
  }

  #trouble(row: Row): HTMLElement | undefined {
    const { trouble } = row;
    if (!trouble) return undefined;
    const box = h("div.fault", { role: "alert", id: `f-${row.id}` });
    if (trouble.kind !== "conflict" || !trouble.theirs) {
      box.append(h("p", {}, t("editor.trouble.refused")), h("p.detail", { dir: "auto" }, trouble.message));
      return box;
    }
    const { theirs } = trouble;
    const tr = this.session.whole.translation;
    const text = (label: string, body: Node | string) => h("div.version", {}, h("p.who", {}, label), h("p", { lang: tr.locale, dir: tr.dir }, body));
    box.append(h("p", {}, t("editor.trouble.conflict", { Name: theirs.target.origin.by ?? "?", Time: moment(theirs.target.editedAt) })));
    if (trouble.base !== undefined) box.append(text(t("editor.trouble.base"), plain(trouble.base)));
    box.append(text(t("editor.trouble.theirs"), drawn(diff(plain(trouble.base ?? row.text), plain(theirs.target.text)))),
      text(t("editor.trouble.mine"), drawn(diff(plain(trouble.base ?? theirs.target.text), plain(row.text)))));
    box.append(h("p.buttons", {},
      button(t("editor.trouble.keepMine"), () => {
        row.over = theirs.target.version;
        row.base = theirs.target.text;
        row.trouble = undefined;
        this.session.note(row);
        this.session.emit("row", row);
        this.field?.focus();
      }),
      button(t("editor.trouble.takeTheirs"), () => {
        this.session.drop(row);
        this.field?.focus("end");
      })));
    return box;
  }

  #change(row: Row): HTMLElement | undefined {
    const { change, earlier, note } = row.seg;
    if (!change?.diff && !note && !earlier?.length) return undefined;
    const tr = this.session.whole.translation;
    const box = h("div.before");
    if (note) box.append(h("p.note", {}, h("bdi", { lang: tr.sourceLang }, note)));
    if (change?.diff) box.append(h("p", { lang: tr.sourceLang, dir: tr.sourceDir }, h("span.label", {}, change.label), " ", drawn(change.diff, row.seg.codes ?? [])));
    for (const e of earlier ?? []) {
      box.append(h("div.earlier", {}, h("p", { lang: tr.locale, dir: tr.dir }, plain(e.text)), h("p.hint", {}, e.why, " ", e.by ? h("bdi", {}, e.by) : null, " ", moment(e.at)),
        this.session.may.edit && button(t("editor.act.take"), () => this.put(e.text))));
    }
    return box;
  }

  #codes(row: Row): HTMLElement | undefined {
    const all = [...new Set(tags(row.seg.source))];
    if (all.length === 0 || !this.session.may.edit) return undefined;
    const lacks = new Set(row.missing);
    const box = h("div.codes", { id: lacks.size > 0 ? `c-${row.id}` : undefined }, lacks.size > 0 ? h("span.label", {}, t("editor.code.missing")) : h("span.label", {}, t("editor.code.all")));
    for (const c of all) {
      const m = /^<(\/?)(\d+)(\/?)>$/.exec(c);
      if (!m?.[2]) continue;
      const kind: CodeKind = m[1] ? "close" : m[3] ? "empty" : "open";
      const id = Number(m[2]);
      const b = button("", () => this.field?.insertCode(id), { class: lacks.has(c) ? "missing" : "there", tabindex: -1, title: this.keys.of(`code${id}`).map(shown).join(" ") });
      b.append(chip(kind, id, row.seg.codes ?? []));
      box.append(b);
    }
    return box;
  }

  #placeables(row: Row): HTMLElement | undefined {
    const all = row.seg.placeables ?? [];
    if (all.length === 0 || !this.session.may.edit) return undefined;
    const has = plain(row.text);
    const box = h("div.placeables", {}, h("span.label", {}, t("editor.placeable.label")));
    for (const p of all) {
      box.append(button(p.target || p.text, () => this.insert(p.target || p.text), {
        class: `placeable ${p.kind}${has.includes(p.target || p.text) ? " there" : ""}`, tabindex: -1, dir: "auto", title: p.text,
      }));
    }
    return box;
  }

  #remarks(row: Row): HTMLElement | undefined {
    const all = row.text === "" ? [] : row.remarks; // that it is empty is seen
    if (all.length === 0) return undefined;
    const list = h("ul.remarks", { "aria-label": t("editor.remark.list"), id: `r-${row.id}` });
    all.forEach((i, at) => list.append(this.#remark(i, at)));
    return list;
  }

  #remark(i: Issue, at: number): HTMLElement {
    const li = h("li", { class: `remark ${i.severity}` }, h("span.label", {}, i.label), " ", h("span.words", { lang: i.lang }, i.message));
    const { fix } = i;
    if (fix !== undefined && this.session.may.edit) {
      li.append(" ", button(t("editor.remark.fix"), () => this.put(fix), { class: "fix", title: this.keys.of("fix").map(shown).join(" "), "data-at": at }));
    }
    const { word } = i;
    if (word && this.session.may.edit) li.append(" ", button(t("editor.remark.addWord", { Word: word }), () => void this.#addWord(word), { class: "add-word" }));
    return li;
  }

  async #addWord(word: string): Promise<void> {
    const row = this.#row;
    if (!row) return;
    const { site, locale, document } = this.session.whole.translation;
    try {
      await this.api.addWord(site, { id: crypto.randomUUID(), locale, word, document, segment: row.id });
      if (row.dirty) this.session.emit("typed", row); // which asks the checks again
      else this.session.renew(await this.api.segment(row.id));
    } catch (e) {
      if (!(e instanceof Refusal)) throw e;
      this.session.emit("say", { text: e.message, urgent: true });
    }
  }

  #acts(row: Row): HTMLElement | undefined {
    if (!this.session.may.edit && !row.dirty) return undefined;
    const act = (id: string) => {
      const c = this.keys.commands.get(id);
      if (!c) return null;
      const keys = this.keys.of(id).map(shown).join(" ");
      return button(c.label, () => this.keys.run(id), { class: id === "confirm" ? "primary" : "", "aria-keyshortcuts": this.keys.of(id).join(" ").replaceAll("Ctrl", "Control") || undefined, title: keys });
    };
    return h("div.acts", {}, this.session.may.confirm && act("confirm"), this.session.may.edit && act("copySource"), row.dirty && act("drop"));
  }
}
