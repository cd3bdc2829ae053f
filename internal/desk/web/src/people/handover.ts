// Whose the step is: taking it, handing it back, giving it on with a message; and the message of who gave it.

import { Refusal } from "../api.ts";
import type { App } from "../app.ts";
import { dialog } from "../dialog.ts";
import { button, h } from "../dom.ts";
import { moment, t } from "../words.ts";

/** mountHandOver shows the message at the top, and adds the commands. */
export function mountHandOver(app: App): void {
  const { session, keys } = app;
  const tr = session.whole.translation;
  const message = h("section.message", { "aria-label": t("editor.hand.message"), hidden: true });
  app.bar.after(message);
  const whose = button("", () => open(app), { class: "whose", "aria-haspopup": "dialog" });
  app.bar.querySelector(".tools")?.append(whose);
  const draw = () => {
    const m = tr.message;
    message.hidden = !m;
    if (m) {
      const who = m.by ?? "?";
      message.replaceChildren(h("p.who", {}, m.kind === "sent-back" ? t("editor.hand.sentBack", { Name: who, Time: moment(m.at) }) : t("editor.hand.gave", { Name: who, Time: moment(m.at) })),
        h("blockquote", { dir: "auto" }, m.text));
    }
    const mine = tr.assignee !== undefined && tr.assignee === session.whole.user;
    whose.textContent = !tr.assignee ? t("editor.hand.nobody") : mine ? t("editor.hand.mine") : t("editor.hand.theirs", { Name: tr.assignee });
    whose.hidden = !tr.waits;
  };
  session.on("counts", draw);
  keys.add({ id: "handOver", group: t("editor.group.help"), label: t("editor.hand.title"), when: () => tr.waits, run: () => open(app) });
  draw();
}

function open(app: App): void {
  const { session } = app;
  const tr = session.whole.translation;
  const user = session.whole.user;
  const box = dialog(t("editor.hand.title"), "hand");
  const fault = h("p.bad", { role: "alert" });
  const name = h("input", { id: "hand-to", list: "hand-people", autocomplete: "off", dir: "auto" });
  const text = h("textarea", { id: "hand-text", rows: 3, dir: "auto" });
  const give = async (to: string, comment: string) => {
    try {
      await app.api.send("POST", "/decisions", { id: crypto.randomUUID(), kind: "reassign", step: tr.step, to, ...(comment ? { comment } : {}) });
      const w = await app.api.load();
      Object.assign(tr, { assignee: undefined, message: undefined }, w.translation);
      session.refresh(w);
      box.close();
      app.say(to === "" ? t("editor.people.free") : t("editor.people.given", { Name: to }));
    } catch (e) {
      if (!(e instanceof Refusal)) throw e;
      fault.textContent = e.message || t("editor.line.away");
    }
  };
  const unsaved = session.rows.some((r) => r.dirty);
  box.body.append(
    h("p", {}, !tr.assignee ? t("editor.hand.nobodyLong") : tr.assignee === user ? t("editor.hand.mine") : t("editor.hand.theirs", { Name: tr.assignee })),
    h("div.buttons", {}, tr.assignee !== user && button(t("editor.hand.take"), () => void give(user, ""), { class: "primary" }), !!tr.assignee && button(t("editor.hand.back"), () => void give("", text.value.trim()))),
    h("label", { for: "hand-to" }, t("editor.hand.to")), name, h("datalist", { id: "hand-people" }, ...(session.whole.people ?? []).filter((p) => p !== user).map((p) => h("option", { value: p }))),
    h("label", { for: "hand-text" }, t("editor.hand.text")), text, unsaved ? h("p.hint", {}, t("editor.hand.typed")) : "", fault);
  box.foot.append(button(t("editor.hand.give"), () => {
    if (name.value.trim() === "") {
      fault.textContent = t("editor.hand.name");
      name.focus();
      return;
    }
    void give(name.value.trim(), text.value.trim());
  }, { class: "primary" }), button(t("editor.box.cancel"), () => box.close()));
}
