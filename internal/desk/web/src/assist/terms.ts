// The terms that stand in the source: what to write for them, and what not.

import type { App } from "../app.ts";
import { button, h } from "../dom.ts";
import { escape, plain } from "../fragment.ts";
import { shown } from "../keys.ts";
import type { Row } from "../session.ts";
import { t } from "../words.ts";
import type { Help, Term } from "./model.ts";

/** has reports whether a text has a word, in any case. Whether it is used rightly is for the checks to say. */
export function has(text: string, word: string): boolean {
  return text.toLowerCase().includes(word.toLowerCase());
}

/** nextTerm is the first term whose words the text lacks. Each term counts once, however often it stands in the source. */
export function nextTerm(terms: Term[], text: string): Term | undefined {
  return terms.find((x) => x.targets.length > 0 && !x.targets.some((w) => has(text, w.text)));
}

/** drawTerms draws the terms of a segment, each once. */
export function drawTerms(app: App, row: Row, help: Help): Node[] {
  const tr = app.session.whole.translation;
  const text = plain(row.text);
  const seen = new Set<string>();
  return help.terms.filter((x) => {
    const name = JSON.stringify([x.source.toLowerCase(), x.targets, x.forbidden]);
    return !seen.has(name) && seen.add(name);
  }).map((x) => h("article.one.term", { "aria-label": x.source },
    h("p", {}, h("bdi.word-source", { lang: tr.sourceLang }, x.source), " ", h("span.leads", { "aria-hidden": "true" }, "→"), " ",
      ...x.targets.flatMap((w) => [app.session.may.edit
        ? button(w.text, () => insertTerm(app, w.text), {
          class: `word${w.preferred ? " preferred" : ""}${has(text, w.text) ? " there" : ""}`, lang: tr.locale, dir: "auto",
          "aria-label": t(w.preferred ? "assist.term.insertPreferred" : "assist.term.insert", { Word: w.text }), title: w.preferred ? app.keys.of("nextTerm").map(shown).join(" ") : undefined,
        })
        : h("bdi", { class: w.preferred ? "preferred" : "", lang: tr.locale }, w.text), " "]),
      ...x.forbidden.flatMap((w) => [h("del", { lang: tr.locale, class: has(text, w) ? "used" : "" }, h("span.vh", {}, `${t("assist.term.forbidden")} `), h("bdi", {}, w)), " "])),
    x.dnt ? h("p.meta", {}, t("assist.term.stays")) : null,
    x.note ? h("p.meta", { dir: "auto" }, x.note) : null));
}

/** insertTerm puts a term's word at the cursor. */
export function insertTerm(app: App, word: string): void {
  app.opened.insert(escape(word));
  app.say(t("assist.say.inserted", { Word: word }));
}

/** lightTerms underlines the terms in the source of the open row, where the browser can do so without touching the text. */
export function lightTerms(source: Element | null, terms: Term[]): void {
  if (!("highlights" in CSS)) return;
  const ranges: Range[] = [];
  let at = 0;
  const walk = (n: Node) => {
    if (n instanceof Element && n.classList.contains("chip")) return;
    if (n instanceof Text) {
      for (const x of terms) {
        const [from, to] = [Math.max(x.start, at), Math.min(x.end, at + n.length)];
        if (from >= to) continue;
        const r = document.createRange();
        r.setStart(n, from - at);
        r.setEnd(n, to - at);
        ranges.push(r);
      }
      at += n.length;
      return;
    }
    n.childNodes.forEach(walk);
  };
  if (source) walk(source);
  CSS.highlights.set("dragoman-term", new Highlight(...ranges));
}
