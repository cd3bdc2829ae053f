// The panel at the side of the open segment: all that helps to write it, without a click.

import type { App } from "../app.ts";
import { button, h } from "../dom.ts";
import { plain } from "../fragment.ts";
import { shown } from "../keys.ts";
import type { Row } from "../session.ts";
import { t } from "../words.ts";
import { Ahead } from "./ahead.ts";
import { drawApproved, drawSaid } from "./before.ts";
import { Concordance } from "./concordance.ts";
import { drawHistory } from "./history.ts";
import { assistKeys } from "./keys.ts";
import { Answers, choices, drawMatches } from "./matches.ts";
import type { Answer, Comments, Help, History } from "./model.ts";
import { Overrule } from "./overrule.ts";
import { put } from "./parts.ts";
import { remember, remembered, Section } from "./section.ts";
import { Talk } from "./talk.ts";
import { drawTerms, insertTerm, lightTerms, nextTerm } from "./terms.ts";

const ahead = 12; // segments for which help is asked ahead
const dwell = 250; // ms on a segment after which its comments are asked for

/** mountAssist fills the panel. */
export function mountAssist(app: App): void {
  app.keys.addDefaults(assistKeys);
  new Panel(app);
}

/** narrow reports whether list and panel stand one above the other. */
const narrow = () => matchMedia("(max-width: 60rem)").matches;

/** Whether the panel is shown is remembered for narrow and wide windows by themselves. */
const shownKey = () => (narrow() ? "shownNarrow" : "shown");

class Panel {
  readonly #help: Ahead<Help>;
  readonly #comments: Ahead<Comments>;
  readonly #answers: Answers;
  readonly #talk: Talk;
  readonly #concordance: Concordance;
  readonly #matchPart = new Section("matches", t("assist.match.title"), true);
  readonly #termPart = new Section("terms", t("assist.term.title"), true);
  readonly #answerPart = new Section("answers", t("assist.answer.title"), true);
  readonly #approvedPart = new Section("approved", t("assist.approved.title"), true);
  readonly #saidPart = new Section("said", t("assist.said.title"), true);
  readonly #talkPart = new Section("talk", t("assist.talk.title"), true);
  readonly #historyPart: Section;
  readonly #head = h("h2.vh");
  #row: Row | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly app: App) {
    const path = (id: string, what: string) => `/segments/${encodeURIComponent(id)}/${what}`;
    this.#help = new Ahead((id) => app.api.send<Help>("GET", path(id, "help")));
    this.#comments = new Ahead((id) => app.api.send<Comments>("GET", path(id, "comments")));
    this.#answers = new Answers(app, (row, a) => this.#answered(row, a), (row) => this.#redraw(row));
    this.#talk = new Talk(app, (row, c) => this.#said(row, c));
    this.#concordance = new Concordance(app);
    this.#historyPart = new Section("history", t("assist.history.title"), false, () => void this.#showHistory());
    app.side.append(this.#head, this.#matchPart.el, this.#termPart.el, this.#answerPart.el, this.#saidPart.el, this.#approvedPart.el, this.#talkPart.el, this.#historyPart.el, this.#concordance.section.el);
    app.side.hidden = !remembered(shownKey(), !narrow());
    app.side.addEventListener("keydown", (e) => {
      if (e.key === "Escape" && !e.defaultPrevented) app.opened.focus();
    });
    this.#toggle();
    this.#commands(new Overrule(app));
    app.session.on("open", ({ row }) => this.#open(row));
    app.session.on("row", (row) => {
      if (row === this.#row) this.#typed(row);
    });
    app.session.on("counts", () => {
      this.#help.age(); // the memory has learned
      if (this.#historyPart.open) void this.#showHistory();
    });
  }

  #toggle(): void {
    const { app } = this;
    const b = button(t("assist.panel"), () => app.keys.run("side"), { "aria-pressed": String(!app.side.hidden), title: app.keys.of("side").map(shown).join(" ") });
    app.keys.add({
      id: "side", group: t("assist.group"), label: t("assist.act.side"), anywhere: true, run: () => {
        const inside = app.side.contains(document.activeElement);
        if (app.side.hidden || inside || document.activeElement === b) {
          app.side.hidden = !app.side.hidden && (inside || document.activeElement === b);
          remember(shownKey(), !app.side.hidden);
          b.setAttribute("aria-pressed", String(!app.side.hidden));
          if (app.side.hidden) {
            app.opened.focus();
            return;
          }
          this.#open(app.session.current);
        }
        app.side.querySelector<HTMLElement>("summary, button")?.focus();
      },
    });
    // The bar is filled before the panel.
    (app.bar.querySelector(".tools") ?? app.bar).append(b);
  }

  #commands(overrule: Overrule): void {
    const { app } = this;
    const may = () => app.session.may.edit && this.#row !== undefined;
    const group = t("assist.group");
    app.keys.add(
      ...Array.from({ length: 9 }, (_, i) => ({
        id: `take${i + 1}`, group, label: t("assist.act.take", { Number: i + 1 }), when: may, run: () => {
          const c = this.#now && choices(this.#now)[i];
          if (c) put(app, c.text, t("assist.say.takenThis", { Name: c.label }));
          else app.say(t("assist.say.noMatch", { Number: i + 1 }));
        },
      })),
      {
        id: "nextTerm", group, label: t("assist.act.nextTerm"), when: may, run: () => {
          const next = this.#row && nextTerm(this.#now?.terms ?? [], plain(this.#row.text));
          if (next?.targets[0]) insertTerm(app, next.targets[0].text);
          else app.say(t("assist.say.noTerm"));
        },
      },
      { id: "askEngines", group, label: t("assist.act.ask"), when: may, run: () => this.#row && this.#now && this.#answers.askAll(this.#row, this.#now) },
      { id: "overrule", group, label: t("assist.act.overrule"), when: may, run: () => overrule.first() },
      { id: "concordance", group, label: t("assist.act.concordance"), anywhere: true, run: () => {
        this.#show();
        this.#concordance.find();
      } },
      { id: "comment", group, label: t("assist.act.comment"), when: () => this.#row !== undefined, run: () => {
        this.#show();
        this.#talkPart.el.open = true;
        this.#talkPart.body.querySelector("textarea")?.focus();
      } },
    );
  }

  #show(): void {
    if (this.app.side.hidden) this.app.keys.run("side");
  }

  get #now(): Help | undefined {
    return this.#row && this.#help.peek(this.#row.id);
  }

  #open(row: Row | undefined): void {
    const { app } = this;
    this.#row = row;
    clearTimeout(this.#timer);
    if (!row || app.side.hidden) return;
    this.#head.textContent = t("assist.head", { Number: row.seg.n });
    app.side.scrollTop = 0;
    this.#draw(row, this.#help.peek(row.id));
    this.#drawTalk(row, this.#comments.peek(row.id));
    this.#historyPart.fill([], 0, "…");
    this.#help.get(row.id).then((help) => {
      if (row !== this.#row) return;
      this.#draw(row, help);
    }, () => row === this.#row && this.#now === undefined && this.#matchPart.fill([], 0, t("assist.failed")));
    this.#timer = setTimeout(() => {
      this.#comments.get(row.id).then((c) => row === this.#row && this.#drawTalk(row, c), () => undefined);
      if (this.#historyPart.open) void this.#showHistory();
      this.#askAhead(row);
    }, dwell);
    this.#askAhead(row, 3);
  }

  /** #askAhead asks for the rows that a person comes to next: the open ones after this one. */
  #askAhead(row: Row, count = ahead): void {
    const rows = this.app.list.shown;
    const next: string[] = [];
    for (let i = rows.indexOf(row) + 1; i > 0 && i < rows.length && next.length < count; i++) {
      const r = rows[i];
      if (r && (r.open || i === rows.indexOf(row) + 1)) next.push(r.id);
    }
    this.#help.ahead(next);
  }

  #redraw(row: Row): void {
    if (row === this.#row) this.#draw(row, this.#now);
  }

  #draw(row: Row, help: Help | undefined): void {
    const { app } = this;
    if (!help) {
      for (const s of [this.#matchPart, this.#termPart, this.#answerPart, this.#approvedPart, this.#saidPart]) s.fill([], 0);
      this.#matchPart.fill([], 0, t("assist.loading"));
      lightTerms(null, []);
      return;
    }
    const focused = app.side.contains(document.activeElement) ? document.activeElement?.getAttribute("aria-label") : null;
    this.#matchPart.fill(drawMatches(app, row, help), help.matches.length, t("assist.match.none"));
    this.#answerPart.fill(this.#answers.draw(row, help), help.answers.length, t("assist.answer.none"));
    this.#approvedPart.fill(drawApproved(app, row, help), help.approved.length);
    this.#saidPart.fill(drawSaid(app, row, help.said), help.said.length);
    this.#drawTerms(row, help);
    if (focused) [...app.side.querySelectorAll<HTMLElement>("[aria-label]")].find((el) => el.getAttribute("aria-label") === focused)?.focus();
  }

  #drawTerms(row: Row, help: Help): void {
    const terms = drawTerms(this.app, row, help);
    this.#termPart.fill(terms, terms.length);
    lightTerms(this.app.list.view(row).el.querySelector(".src"), help.terms);
  }

  /** #typed draws what depends on the text as it is typed. */
  #typed(row: Row): void {
    const help = this.#now;
    if (!help || this.app.side.hidden || this.app.side.contains(document.activeElement)) return;
    this.#drawTerms(row, help);
  }

  #answered(row: Row, a: Answer): void {
    const help = this.#help.peek(row.id);
    if (!help) return;
    const engine = help.engines.find((e) => e.name === a.engine);
    if (engine) engine.asked = true;
    if (!help.answers.some((o) => o.engine === a.engine)) help.answers.push(a);
    help.answers.sort((x, y) => help.engines.findIndex((e) => e.name === x.engine) - help.engines.findIndex((e) => e.name === y.engine));
  }

  #drawTalk(row: Row, c: Comments | undefined): void {
    if (this.#talkPart.body.contains(document.activeElement) && this.#talkPart.body.dataset["segment"] === row.id) return;
    this.#talkPart.body.dataset["segment"] = row.id;
    this.#talkPart.fill(this.#talk.draw(row, c ?? { comments: [], open: false, questions: [], people: [] }), c?.comments.length ?? row.seg.comments ?? 0);
  }

  /** #said takes the comments after an act, and lets the row say how many there are. */
  #said(row: Row, c: Comments): void {
    this.#comments.drop(row.id);
    row.seg.comments = c.comments.length;
    row.seg.openComments = c.open;
    this.app.session.emit("row", row);
    if (row !== this.#row) return;
    this.#talkPart.body.dataset["segment"] = "";
    this.#drawTalk(row, c);
    this.#talkPart.body.querySelector("textarea")?.focus();
  }

  async #showHistory(): Promise<void> {
    const row = this.#row;
    if (!row || this.app.side.hidden) return;
    try {
      const history = await this.app.api.send<History>("GET", `/segments/${encodeURIComponent(row.id)}/history`);
      if (row === this.#row) this.#historyPart.fill(drawHistory(this.app, row, history), history.versions.length, t("assist.history.none"));
    } catch {
      if (row === this.#row) this.#historyPart.fill([], 0, t("assist.failed"));
    }
  }
}
