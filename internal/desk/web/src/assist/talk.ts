// What people say beside the segment: comments, mentions, questions about the source.

import type { App } from "../app.ts";
import { Refusal } from "../api.ts";
import { button, h } from "../dom.ts";
import type { Row } from "../session.ts";
import { t } from "../words.ts";
import type { Comments } from "./model.ts";
import { meta, when } from "./parts.ts";

/** mentioned finds in a comment the people whom it names: "@Karim". Who has a longer name comes before who has a shorter one. */
export function mentioned(text: string, people: string[]): string[] {
  let rest = text;
  const found: string[] = [];
  for (const p of [...people].sort((a, b) => b.length - a.length)) {
    const at = `@${p}`;
    const i = rest.toLowerCase().indexOf(at.toLowerCase());
    if (i < 0 || /[\p{L}\p{N}]/u.test(rest[i + at.length] ?? "")) continue;
    found.push(p);
    rest = rest.slice(0, i) + rest.slice(i + at.length);
  }
  return found;
}

/** Talk draws the comments of a segment and the form for another one. What is typed stays with its segment. */
export class Talk {
  readonly #typed = new Map<string, { text: string; question: boolean; act: string }>();

  /** changed is told the comments after an act. */
  constructor(private readonly app: App, private readonly changed: (row: Row, c: Comments) => void) {}

  draw(row: Row, c: Comments): Node[] {
    const out: Node[] = c.comments.map((x) => h("article", { class: `one comment${x.earlier ? " earlier" : ""}${x.resolves ? " resolves" : ""}` },
      h("header", {}, h("strong", {}, h("bdi", {}, x.by)), x.question ? h("span.class", {}, t("assist.talk.question")) : null, x.resolves ? h("span.class", {}, t("assist.talk.settled")) : null),
      x.text ? h("p.wording", { dir: "auto" }, x.text) : null,
      x.mentions?.length ? h("p.meta", {}, t("assist.talk.for"), " ", ...x.mentions.flatMap((m, i) => [i > 0 ? ", " : "", h("bdi", {}, `@${m}`)])) : null,
      meta(when(x.at), x.earlier && !x.resolves && t("assist.talk.earlier"))));
    for (const q of c.questions) {
      out.push(h("article.one.asked-source", {}, h("p.word", {}, t(q.answer ? "assist.talk.answered" : "assist.talk.asked")),
        q.answer ? h("p.wording", { dir: "auto" }, q.answer.text) : null, q.answer ? meta(q.answer.by, when(q.answer.at)) : meta(q.by, when(q.at))));
    }
    const last = c.comments.at(-1);
    if (c.open && last) out.push(h("p.buttons", {}, button(t("assist.talk.settle"), () => void this.#settle(row, last.id))));
    out.push(this.#form(row, c));
    return out;
  }

  #form(row: Row, c: Comments): HTMLElement {
    const people = [...new Set([...c.people, ...(this.app.session.whole.people ?? [])])].sort((a, b) => a.localeCompare(b));
    const typed = this.#typed.get(row.id) ?? { text: "", question: false, act: crypto.randomUUID() };
    const area = h("textarea", { rows: 2, dir: "auto", "aria-label": t("assist.talk.write"), placeholder: t("assist.talk.write") });
    const ask = h("input", { type: "checkbox", checked: typed.question });
    const fault = h("p.word.bad", { role: "alert", hidden: true });
    area.value = typed.text;
    const note = () => this.#typed.set(row.id, { ...typed, text: area.value, question: ask.checked });
    area.addEventListener("input", note);
    ask.addEventListener("change", note);
    const send = async () => {
      if (area.value.trim() === "") {
        area.focus();
        return;
      }
      try {
        const now = await this.#send(row, "", { id: typed.act, text: area.value, question: ask.checked, mentions: mentioned(area.value, people) });
        this.#typed.delete(row.id);
        this.changed(row, now);
        this.app.say(t(now.asked ? "assist.say.asked" : "assist.say.commented"));
      } catch (e) {
        if (!(e instanceof Refusal)) throw e;
        fault.hidden = false;
        fault.textContent = `${t("assist.talk.failed")} ${e.message}`;
      }
    };
    area.addEventListener("keydown", (e) => {
      e.stopPropagation();
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) void send();
      if (e.key === "Escape") this.app.opened.focus();
    });
    const others = people.filter((p) => p !== this.app.session.whole.user).slice(0, 8);
    return h("form.talkform", {}, area,
      others.length > 0 && h("p.people", {}, ...others.map((p) => button(`@${p}`, () => {
        area.setRangeText(`@${p} `, area.selectionStart, area.selectionEnd, "end");
        note();
        area.focus();
      }, { "aria-label": t("assist.talk.mention", { Name: p }) }))),
      h("p.sendline", {}, h("label", {}, ask, " ", t("assist.talk.askSource")), button(t("assist.talk.send"), () => void send())), fault);
  }

  async #settle(row: Row, id: string): Promise<void> {
    try {
      this.changed(row, await this.#send(row, `/${encodeURIComponent(id)}/resolve`, { id: crypto.randomUUID() }));
      this.app.say(t("assist.say.settled"));
    } catch (e) {
      if (!(e instanceof Refusal)) throw e;
      this.app.say(e.message, true);
    }
  }

  #send(row: Row, path: string, body: object): Promise<Comments> {
    return this.app.api.send("POST", `/segments/${encodeURIComponent(row.id)}/comments${path}`, body);
  }
}
