// Where words stand in the memory, in either language.

import type { App } from "../app.ts";
import { Refusal } from "../api.ts";
import { button, h } from "../dom.ts";
import { escape } from "../fragment.ts";
import { n, t } from "../words.ts";
import type { Hits, Stretch } from "./model.ts";
import { meta, when } from "./parts.ts";
import { Section } from "./section.ts";

const sides = [["both", "assist.concordance.both"], ["source", "assist.concordance.source"], ["target", "assist.concordance.target"]] as const;

export class Concordance {
  readonly section: Section;
  readonly #field = h("input", { type: "search", "aria-label": t("assist.concordance.words"), placeholder: t("assist.concordance.words"), dir: "auto", maxlength: 200 });
  readonly #side = h("select", { "aria-label": t("assist.concordance.in") }, ...sides.map(([value, label]) => h("option", { value }, t(label))));
  readonly #hits = h("div.hits", { "aria-live": "polite" });
  #asked: AbortController | undefined;

  constructor(private readonly app: App) {
    this.section = new Section("concordance", t("assist.concordance.title"), false);
    const form = h("form", { role: "search" }, this.#field, this.#side, h("button", { type: "submit" }, t("assist.concordance.find")));
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      void this.#find();
    });
    form.addEventListener("keydown", (e) => {
      if (e.key === "Escape") app.opened.focus();
    });
    this.#side.addEventListener("change", () => this.#field.value !== "" && void this.#find());
    this.section.fill([form, this.#hits], 0);
  }

  /** find looks for what is selected in the field, the source or anywhere on the page, or lets a person write. */
  find(): void {
    const inField = this.app.opened.field?.selected.trim() ?? "";
    const text = inField !== "" ? inField : (getSelection()?.toString().trim() ?? "");
    this.section.el.open = true;
    this.section.el.scrollIntoView({ block: "nearest" });
    this.#field.focus();
    if (text === "") {
      this.#field.select();
      return;
    }
    this.#field.value = text.slice(0, 200);
    if (inField !== "") this.#side.value = "target";
    void this.#find();
  }

  async #find(): Promise<void> {
    const q = this.#field.value.trim();
    if (q === "") return;
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.#hits.replaceChildren(h("p.none", {}, t("assist.concordance.looking")));
    try {
      const found = await this.app.api.send<Hits>("GET", `/concordance?${new URLSearchParams({ q, in: this.#side.value }).toString()}`, undefined, asked.signal);
      this.#draw(found);
    } catch (e) {
      if (e instanceof Refusal) this.#hits.replaceChildren(h("p.word.bad", {}, t("assist.failed"), " ", e.message));
    }
  }

  #draw(found: Hits): void {
    const tr = this.app.session.whole.translation;
    const text = (all: Stretch[]) => all.map((s) => (s.marked ? h("mark", {}, s.text) : s.text));
    const whole = (all: Stretch[]) => all.map((s) => s.text).join("");
    const said = found.hits.length === 0 ? t("assist.concordance.none") : n("assist.concordance.found", found.hits.length);
    this.#hits.replaceChildren(h("p.none", {}, said, found.more ? ` ${t("assist.concordance.more")}` : ""), ...found.hits.map((x) => h("article.one.hit", {},
      h("p.compared", { lang: tr.sourceLang, dir: tr.sourceDir }, ...text(x.source)), h("p.wording", { lang: tr.locale, dir: tr.dir }, ...text(x.target)),
      h("header", {}, meta(x.author, when(x.at), x.page), this.app.session.may.edit && button(t("assist.concordance.insert"), () => {
        this.app.opened.insert(escape(whole(x.target)));
        this.app.say(t("assist.say.taken"));
      }, { class: "take" })))));
  }
}
