// A check is overruled with a reason, beside its remark; and that is taken back.

import type { App } from "../app.ts";
import { Refusal } from "../api.ts";
import { button, h } from "../dom.ts";
import type { Issue } from "../model.ts";
import type { Row } from "../session.ts";
import { t } from "../words.ts";

interface Choice {
  value: string;
  label: string;
}

/** What a person chooses from. */
interface Choices {
  reasons: Choice[];
  scopes: Choice[];
}

/** Overrule adds to the remarks below the open field. A form that is open stays as it is while the rest is drawn anew. */
export class Overrule {
  readonly #forms = new Map<string, HTMLElement>();
  #choices: Promise<Choices> | undefined;
  /** What was overruled here and now, so that it can be taken back at once. */
  readonly #done = new Map<string, { id: string; label: string }[]>();

  constructor(private readonly app: App) {
    app.opened.extras.push((row, below) => this.#add(row, below));
    app.session.on("open", () => this.#forms.clear());
  }

  /** first opens the form of the first remark that can be overruled. */
  first(): void {
    const row = this.app.opened.row;
    const issue = row && this.#may(row).find(Boolean);
    if (row && issue) this.#open(row, issue);
    else this.app.say(t("assist.say.noRemark"));
  }

  /** #may lists the remarks of a row in order; those that can't be overruled are left out. What is typed has to be saved first. */
  #may(row: Row): (Issue | undefined)[] {
    return row.remarks.map((i) => (!row.dirty && i.overrule && this.app.session.may.edit ? i : undefined));
  }

  #add(row: Row, below: HTMLElement): void {
    const items = below.querySelectorAll<HTMLElement>(".remarks > .remark");
    this.#may(row).forEach((i, at) => {
      const li = items[at];
      if (!i || !li) return;
      const form = this.#forms.get(i.hash);
      li.append(" ", button(t("assist.overrule.open"), () => this.#open(row, i), { class: "overrule", "aria-expanded": String(form !== undefined), "aria-label": t("assist.overrule.openThis", { Name: i.label }) }));
      if (form) li.append(form);
    });
    for (const d of this.#done.get(row.id) ?? []) {
      below.append(h("p.overruled", {}, t("assist.overrule.done", { Name: d.label }), " ", button(t("assist.overrule.back"), () => void this.#back(row, d.id))));
    }
  }

  #open(row: Row, i: Issue): void {
    if (this.#forms.has(i.hash)) {
      this.#close(row, i);
      return;
    }
    const form = h("form.overruling", { "aria-label": t("assist.overrule.openThis", { Name: i.label }) });
    this.#forms.set(i.hash, form);
    this.app.session.emit("row", row);
    this.#choices ??= this.app.api.send<Choices>("GET", `/segments/${encodeURIComponent(row.id)}/dismissals`);
    this.#choices.then((c) => this.#fill(form, row, i, c), (e: unknown) => {
      this.#choices = undefined;
      form.replaceChildren(h("p.word.bad", { role: "alert" }, `${t("assist.failed")} ${e instanceof Refusal ? e.message : ""}`));
    });
  }

  #close(row: Row, i: Issue): void {
    this.#forms.delete(i.hash);
    this.app.session.emit("row", row);
    this.app.opened.focus();
  }

  #fill(form: HTMLElement, row: Row, i: Issue, c: Choices): void {
    const select = (choices: Choice[], label: string) => h("select", { "aria-label": label }, ...choices.map((o) => h("option", { value: o.value }, o.label)));
    const reason = select(c.reasons, t("assist.overrule.reason"));
    const scope = select(c.scopes, t("assist.overrule.scope"));
    const words = h("input", { type: "text", dir: "auto", maxlength: 5000, "aria-label": t("assist.overrule.words"), placeholder: t("assist.overrule.words") });
    const fault = h("p.word.bad", { role: "alert" });
    const act = crypto.randomUUID();
    form.replaceChildren(reason, scope, words, h("p.buttons", {}, h("button", { type: "submit" }, t("assist.overrule.send")), button(t("assist.overrule.cancel"), () => this.#close(row, i))),
      h("p.hint", {}, t("assist.overrule.until")), fault);
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      this.#send(row, i, { id: act, issue: i.hash, reason: reason.value, scope: scope.value, words: words.value }).catch((x: unknown) => {
        if (!(x instanceof Refusal)) throw x;
        fault.textContent = x.message;
        words.focus();
      });
    });
    form.addEventListener("keydown", (e) => {
      if (e.key === "Escape") this.#close(row, i);
    });
    reason.focus();
  }

  async #send(row: Row, i: Issue, body: { id: string } & Record<string, string>): Promise<void> {
    await this.app.api.send("POST", `/segments/${encodeURIComponent(row.id)}/dismissals`, body);
    this.#forms.delete(i.hash);
    this.#done.set(row.id, [...(this.#done.get(row.id) ?? []), { id: body.id, label: i.label }]);
    this.app.say(t("assist.say.overruled", { Name: i.label }));
    await this.#renew(row);
  }

  async #back(row: Row, id: string): Promise<void> {
    try {
      await this.app.api.send("DELETE", `/segments/${encodeURIComponent(row.id)}/dismissals/${encodeURIComponent(id)}?act=${crypto.randomUUID()}`);
    } catch (e) {
      if (!(e instanceof Refusal)) throw e;
      this.app.say(e.message, true);
      return;
    }
    this.#done.set(row.id, (this.#done.get(row.id) ?? []).filter((d) => d.id !== id));
    this.app.say(t("assist.say.overrulingBack"));
    await this.#renew(row);
  }

  /** #renew takes the segment as it stands now, with its remarks, and what may be done with the page. */
  async #renew(row: Row): Promise<void> {
    const { api, session, opened } = this.app;
    session.renew(await api.segment(row.id));
    opened.focus();
    const whole = await api.load();
    ({ counts: session.counts, may: session.may, hashes: session.hashes } = whole);
    session.emit("counts", undefined);
  }
}
