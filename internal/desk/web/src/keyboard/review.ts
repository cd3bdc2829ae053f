// The review mode: one letter confirms, changes or goes on. It is shown while it is on, and Escape ends it.

import { Refusal } from "../api.ts";
import type { App } from "../app.ts";
import { dialog } from "../dialog.ts";
import { button, h } from "../dom.ts";
import { plain } from "../fragment.ts";
import type { Place } from "../keys.ts";
import { alike, together } from "../list/together.ts";
import type { Row } from "../session.ts";
import { n, t } from "../words.ts";

export class ReviewMode {
  readonly #bar: HTMLElement;
  on = false;

  constructor(private readonly app: App) {
    const letter = (key: string, label: string, run: () => void) => {
      const b = button("", run, { tabindex: -1 });
      b.append(h("kbd", { dir: "ltr" }, key), " ", label);
      return b;
    };
    // A screen reader passes letters on to an application, and keeps them elsewhere.
    this.#bar = h("div.modebar", { role: "application", "aria-label": t("editor.review.label"), tabindex: 0, hidden: true }, h("strong", {}, t("editor.review.title")),
      app.session.may.confirm && letter("A", t("editor.review.approve"), () => this.#approve()), app.session.may.edit && letter("C", t("editor.review.change"), () => this.#write()),
      app.session.may.confirm && letter("R", t("editor.review.request"), () => this.#request()),
      letter("N", t("editor.act.next"), () => this.#go(1)), letter("P", t("editor.act.previous"), () => this.#go(-1)), letter("␣", t("editor.review.skip"), () => this.#next()),
      letter("Esc", t("editor.review.leave"), () => this.leave()));
    app.list.el.closest(".panes")?.before(this.#bar);
    const command = { id: "review", group: t("editor.group.move"), label: t("editor.review.enter"), run: () => (this.on ? this.leave() : this.enter()) };
    app.keys.add(command);
  }

  enter(): void {
    this.on = true;
    this.#bar.hidden = false;
    document.getElementById("editor")?.classList.add("reviewing");
    this.app.keys.mode = (key, place) => this.#press(key, place);
    this.app.say(t("editor.review.on"));
    const row = this.app.session.current;
    this.#show(row?.open ? row : (this.#open(1) ?? row));
  }

  leave(): void {
    this.on = false;
    this.#bar.hidden = true;
    document.getElementById("editor")?.classList.remove("reviewing");
    this.app.keys.mode = undefined;
    this.app.say(t("editor.review.off"));
    this.app.opened.focus();
  }

  /** #press takes the keys of the mode. In a field only those that leave it: what is typed there is text. */
  #press(key: string, place: Place): boolean {
    if (place === "box") return false;
    if (place === "field") {
      if (key === "Escape") this.#bar.focus();
      else if (this.app.keys.of("confirm").includes(key)) this.#approve();
      else return false;
      return true;
    }
    switch (key) {
      case "A": this.#approve(); break;
      case "C": this.#write(); break;
      case "R": this.#request(); break;
      case "N": case "ArrowDown": this.#go(1); break;
      case "P": case "ArrowUp": this.#go(-1); break;
      case "Space": this.#next(); break;
      case "V": case "Escape": this.leave(); break;
      default: return false;
    }
    return true;
  }

  #approve(): void {
    const { session, saver } = this.app;
    const row = session.current;
    if (!row || !session.may.confirm || this.app.opened.field?.composing) return;
    saver.confirm(row, together() ? alike(session, row).follow.filter((r) => r.open) : []);
    this.#next();
  }

  #write(): void {
    this.app.opened.focus("end");
  }

  #next(): void {
    const next = this.#open(1);
    if (next) this.#show(next);
    else this.app.say(t("editor.say.noneOpen"));
  }

  #go(by: 1 | -1): void {
    const { list, session } = this.app;
    const at = session.current ? list.shown.indexOf(session.current) : -1;
    this.#show(list.shown[at + by]);
  }

  /** #open is the next open row that is shown, from the beginning again at the end. */
  #open(by: 1 | -1): Row | undefined {
    const { list, session } = this.app;
    const shown = new Set(list.shown);
    return session.next(session.current, (r) => r.open && shown.has(r), by);
  }

  #show(row: Row | undefined): void {
    if (!row) return;
    this.app.session.open(row, { focus: false, scroll: "center" });
    this.#bar.focus({ preventScroll: true });
    const remarks = row.remarks.length > 0 ? ` ${n("editor.state.remarks", row.remarks.length)}: ${row.remarks.map((r) => r.message).join(" ")}` : "";
    this.app.say(t("editor.review.read", { Number: row.seg.n, Source: plain(row.seg.source), Target: plain(row.text) }) + remarks);
  }

  /** #request says that a text has to change, and why. */
  #request(): void {
    const { app } = this;
    const row = app.session.current;
    if (!row || !app.session.may.confirm) return;
    if (row.dirty) {
      app.say(t("editor.bar.unconfirmed"), true);
      return;
    }
    const box = dialog(t("editor.review.request"), "request");
    const comment = h("textarea", { id: "request-why", rows: 3, dir: "auto" });
    const fault = h("p.bad", { role: "alert" });
    const send = button(t("editor.review.send"), () => void post(), { class: "primary" });
    const post = async () => {
      if (comment.value.trim() === "") {
        fault.textContent = t("editor.review.why");
        comment.focus();
        return;
      }
      send.disabled = true;
      try {
        await app.api.send("POST", "/confirmations", {
          id: crypto.randomUUID(), step: app.session.whole.translation.step, segments: { [row.id]: row.seg.target.version }, outcome: "changes", comment: comment.value.trim(),
        });
        app.session.renew(await app.api.segment(row.id));
        box.close();
        this.#next();
        app.say(t("editor.review.requested", { Number: row.seg.n }));
      } catch (e) {
        if (!(e instanceof Refusal)) throw e;
        send.disabled = false;
        fault.textContent = e.message || t("editor.line.away");
      }
    };
    comment.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" || !(e.ctrlKey || e.metaKey) || e.isComposing) return;
      e.preventDefault();
      void post();
    });
    const tr = app.session.whole.translation;
    box.body.append(h("p", { lang: tr.locale, dir: tr.dir }, plain(row.text)), h("label", { for: "request-why" }, t("editor.review.whyLabel")), comment, fault);
    box.foot.append(send, button(t("editor.box.cancel"), () => box.close()));
    comment.focus();
  }
}
