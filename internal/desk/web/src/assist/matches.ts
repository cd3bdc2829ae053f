// The memory's matches, and the answers of engines. They share one row of numbers, by which keys take them.

import type { App } from "../app.ts";
import { Refusal } from "../api.ts";
import { button, h } from "../dom.ts";
import { diff } from "../edit/diff.ts";
import { plain } from "../fragment.ts";
import { shown } from "../keys.ts";
import type { Notation } from "../model.ts";
import type { Row } from "../session.ts";
import { n, number, t } from "../words.ts";
import type { Answer, Engine, Help, Match } from "./model.ts";
import { compared, meta, take, target, when } from "./parts.ts";

/** A text that a key takes: matches first, then answers. */
export interface Choice {
  text: Notation;
  label: string;
}

/** choices are the texts that can be taken by number. */
export function choices(help: Help): Choice[] {
  return [
    ...help.matches.map((m) => ({ text: m.fitted, label: t("assist.match.name", { Score: m.score }) })),
    ...help.answers.map((a) => ({ text: a.text, label: t("assist.answer.name", { Name: a.engine }) })),
  ].slice(0, 9);
}

/** hint says by which key a text is taken. */
function hint(app: App, at: number): { hint: string; shortcut: string } | undefined {
  const keys = app.keys.of(`take${at + 1}`);
  return keys.length === 0 || at > 8 ? undefined : { hint: keys.map(shown).join(" "), shortcut: keys.join(" ").replaceAll("Ctrl", "Control") };
}

function numbered(app: App, at: number): HTMLElement {
  return h("span.number", { title: hint(app, at)?.hint, "aria-hidden": "true" }, at < 9 ? number(at + 1) : "");
}

/** band is how good a match is, for its colour; its number and words say the same. */
function band(m: Match): string {
  return m.class === "in-context" || m.class === "exact" ? "exact" : m.score >= 85 ? "near" : "far";
}

/** drawMatches draws the matches of a segment. */
export function drawMatches(app: App, row: Row, help: Help): Node[] {
  return help.matches.map((m, i) => {
    const what = t("assist.match.name", { Score: m.score });
    const words = [m.unapproved && t("assist.match.unapproved"), m.ambiguous && t("assist.match.ambiguous"), !m.fits && t("assist.match.unfit"), ...(m.notes ?? [])].filter((w) => typeof w === "string");
    return h("article", { class: `one match ${band(m)}`, "aria-label": `${number(i + 1)}. ${what}, ${m.label}` },
      h("header", {}, numbered(app, i), h("strong.score", {}, t("assist.match.percent", { Score: m.score })), h("span.class", {}, m.label),
        take(app, m.fitted, t("assist.takeThis", { Name: what, Number: i + 1 }), hint(app, i))),
      compared(app, m.diff, "source"),
      target(app, row, m.fitted),
      m.fitted !== m.target && h("div.was", {}, h("span.label", {}, t("assist.match.fitted")), compared(app, diff(plain(m.target), plain(m.fitted)), "target")),
      words.length > 0 && h("p.word", {}, ...words.flatMap((w, at) => [at > 0 ? " · " : "", h("bdi", {}, w)])),
      meta(m.author, when(m.at), m.page));
  });
}

/** Answers asks engines, once each, and draws what they answered. */
export class Answers {
  /** What went wrong when an engine was asked, by segment and engine. */
  readonly #failed = new Map<string, string>();
  readonly #asking = new Set<string>();

  /** came is told an answer. redraw draws the section anew. */
  constructor(private readonly app: App, private readonly came: (row: Row, a: Answer) => void, private readonly redraw: (row: Row) => void) {}

  draw(row: Row, help: Help): Node[] {
    const first = help.matches.length;
    const out: Node[] = help.engines.map((e) => this.#engine(row, help, e, first));
    const open = this.#open(row, help);
    if (open.length > 1) {
      out.unshift(h("p.all", {}, button(t("assist.answer.askAll"), () => this.askAll(row, help), { title: this.app.keys.of("askEngines").map(shown).join(" ") })));
    }
    return out;
  }

  #open(row: Row, help: Help): Engine[] {
    return help.engines.filter((e) => !e.asked && !e.why && !this.#asking.has(`${row.id} ${e.name}`));
  }

  #engine(row: Row, help: Help, e: Engine, first: number): HTMLElement {
    const i = help.answers.findIndex((a) => a.engine === e.name);
    const a = help.answers[i];
    const head = h("header", {}, a ? numbered(this.app, first + i) : null, h("strong.engine", {}, h("bdi", {}, e.name)), e.via ? h("span.class", {}, t("assist.answer.via", { Language: e.via })) : null);
    const one = h("article.one.engine-answer", { "aria-label": e.name }, head);
    const at = `${row.id} ${e.name}`;
    if (a) {
      head.append(take(this.app, a.text, t("assist.takeThis", { Name: e.name, Number: first + i + 1 }), hint(this.app, first + i)) ?? "");
      one.append(target(this.app, row, a.text));
      one.append(meta(when(a.at)) ?? "");
    } else if (e.why || e.refused) {
      one.append(h("p.word", { lang: e.refused ? "en" : undefined }, e.why ?? e.refused ?? ""));
    } else if (this.#asking.has(at)) {
      one.append(h("p.word", { role: "status" }, t("assist.answer.asking")));
    } else {
      const cost = [n("assist.answer.characters", e.chars), e.money].filter(Boolean).join(" · ");
      head.append(button(t("assist.answer.ask"), () => void this.ask(row, e.name), { class: "ask", "aria-label": t("assist.answer.askThis", { Name: e.name }), title: cost }));
      one.append(h("p.meta", {}, cost));
      const failed = this.#failed.get(at);
      if (failed !== undefined) one.append(h("p.word.bad", { role: "alert" }, t("assist.answer.failed"), " ", h("bdi", { lang: "en" }, failed)));
    }
    return one;
  }

  /** askAll asks all engines that can be asked and were not. */
  askAll(row: Row, help: Help): void {
    const open = this.#open(row, help);
    if (open.length === 0) this.app.say(t("assist.say.noEngine"));
    for (const e of open) void this.ask(row, e.name);
  }

  async ask(row: Row, engine: string): Promise<void> {
    const at = `${row.id} ${engine}`;
    if (this.#asking.has(at)) return;
    this.#asking.add(at);
    this.#failed.delete(at);
    this.redraw(row);
    try {
      const { answer } = await this.app.api.send<{ answer: Answer }>("POST", `/segments/${encodeURIComponent(row.id)}/answers`, { engine, act: crypto.randomUUID() });
      this.came(row, answer);
      this.app.say(t("assist.say.answered", { Name: engine }));
    } catch (e) {
      if (!(e instanceof Refusal)) throw e;
      this.#failed.set(at, e.message);
    } finally {
      this.#asking.delete(at);
      this.redraw(row);
    }
  }
}
