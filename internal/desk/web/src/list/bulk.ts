// Confirming many: what is taken in and what is left out is said first.

import { Refusal } from "../api.ts";
import type { App } from "../app.ts";
import { dialog } from "../dialog.ts";
import { button, h } from "../dom.ts";
import type { Row } from "../session.ts";
import { n, number, t } from "../words.ts";
import { confirmable, counted, mayOverride, type Takes, type Why } from "./takes.ts";
import { alike, together } from "./together.ts";

const whyWords = (why: Why, count: number): string => {
  switch (why) {
    case "confirmed": return n("editor.bulk.why.confirmed", count);
    case "skipped": return n("editor.bulk.why.skipped", count);
    case "empty": return n("editor.bulk.why.empty", count);
    case "codes": return n("editor.bulk.why.codes", count);
    case "blocking": return n("editor.bulk.why.blocking", count);
    case "trouble": return n("editor.bulk.why.trouble", count);
    case "proposal": return n("editor.bulk.why.proposal", count);
    case "remark": return n("editor.bulk.why.remark", count);
    case "comment": return n("editor.bulk.why.comment", count);
  }
};

/** confirmMany asks, and confirms rows one by one. */
export function confirmMany(app: App, rows: Row[], title: string, done: () => void): void {
  ask(app, title, rows, ({ take }) => {
    const sent = new Set<Row>();
    for (const row of take) {
      if (sent.has(row)) continue;
      const like = together() ? alike(app.session, row).follow.filter((r) => r.open) : [];
      for (const r of [row, ...like]) sent.add(r);
      app.saver.confirm(row, like);
    }
    done();
  });
}

/** ask shows what a confirmation takes in and leaves out. What people may override they do by naming it. */
function ask(app: App, title: string, rows: Row[], run: (takes: Takes) => void): void {
  const also = new Set<Why>();
  const box = dialog(title, "bulk");
  const says = h("p.says", { role: "status" });
  const list = h("ul.leaves");
  const confirm = button("", () => {
    const takes = confirmable(rows, also);
    box.close();
    run(takes);
  }, { class: "primary", autofocus: true });
  const draw = () => {
    const { take } = confirmable(rows, also);
    says.textContent = n("editor.bulk.takes", take.length, { All: rows.length });
    confirm.disabled = take.length === 0;
    confirm.textContent = n("editor.bulk.confirm", take.length);
  };
  for (const [why, of] of counted(confirmable(rows).left)) list.append(reason(app, why, of, also, draw));
  box.body.append(says);
  if (list.childElementCount > 0) box.body.append(h("p.label", {}, t("editor.bulk.left")), list);
  box.foot.append(confirm, button(t("editor.box.cancel"), () => box.close()));
  draw();
  confirm.focus();
}

function reason(app: App, why: Why, of: Row[], also: Set<Why>, draw: () => void): HTMLElement {
  const numbers = of.slice(0, 12).map((r) => number(r.seg.n)).join(", ") + (of.length > 12 ? " …" : "");
  const words = h("span", {}, whyWords(why, of.length), " ", h("span.numbers", {}, numbers));
  if (!mayOverride(why)) return h("li", {}, words);
  const check = h("input", { type: "checkbox", disabled: !app.session.may.confirm });
  check.addEventListener("change", () => {
    if (check.checked) also.add(why);
    else also.delete(why);
    draw();
  });
  return h("li", {}, h("label", {}, check, " ", words, " ", h("span.hint", {}, t("editor.bulk.too"))));
}

interface ClassAnswer {
  class: string;
  label: string;
  segments: string[];
  versionsHash: string;
}

/** confirmClass asks about the open segments of a class, and confirms them as one act. What is typed in them is left out. */
export async function confirmClass(app: App, name: string): Promise<void> {
  const { session, api } = app;
  try {
    const c = await api.send<ClassAnswer>("GET", `/classes/${encodeURIComponent(name)}`);
    const rows = c.segments.map((id) => session.byId.get(id)).filter((r) => r !== undefined);
    const typed = rows.filter((r) => r.dirty);
    const settled = rows.filter((r) => !r.dirty);
    ask(app, t("editor.bulk.class", { Class: c.label }), settled, ({ left }) => void send(app, c, [...left.map((l) => l.row.id), ...typed.map((r) => r.id)]));
  } catch (e) {
    if (!(e instanceof Refusal)) throw e;
    app.say(e.message || t("editor.line.away"), true);
  }
}

async function send(app: App, c: ClassAnswer, leave: string[]): Promise<void> {
  const { session, api } = app;
  try {
    const { segments } = await api.send<{ segments: number }>("POST", "/confirmations", {
      id: crypto.randomUUID(), step: session.whole.translation.step, class: c.class, versionsHash: c.versionsHash, ...(leave.length > 0 ? { leave } : {}),
    });
    session.refresh(await api.load());
    app.say(n("editor.bulk.done", segments));
  } catch (e) {
    if (!(e instanceof Refusal)) throw e;
    const box = dialog(t("editor.bulk.class", { Class: c.label }), "bulk");
    box.body.append(h("p.fault", { role: "alert" }, e.message || t("editor.line.away")));
    box.foot.append(button(t("editor.box.close"), () => box.close()));
  }
}

/** mountClasses adds the classes to the bar's tools. */
export function mountClasses(app: App): void {
  const { session, keys } = app;
  const menu = h("details.bulk-menu", {}, h("summary", {}, t("editor.bulk.menu")));
  const draw = () => {
    const classes = session.classes.filter((c) => c.segments > 0);
    menu.hidden = !session.may.confirm || classes.length === 0;
    menu.replaceChildren(h("summary", {}, t("editor.bulk.menu")), h("ul", {}, ...classes.map((c) => h("li", {}, button(`${c.label} `, () => {
      menu.open = false;
      void confirmClass(app, c.class);
    }, { "data-class": c.class })))));
    menu.querySelectorAll("button").forEach((b, i) => b.append(h("span.count", {}, number(classes[i]?.segments ?? 0))));
  };
  menu.addEventListener("keydown", (e) => {
    if (e.key === "Escape") menu.open = false;
  });
  menu.addEventListener("focusout", (e) => {
    if (!menu.contains(e.relatedTarget as Node | null)) menu.open = false;
  });
  session.on("counts", draw);
  app.bar.querySelector(".tools")?.append(menu);
  keys.add({ id: "classes", group: t("editor.group.several"), label: t("editor.bulk.menu"), when: () => !menu.hidden, run: () => {
    menu.open = true;
    menu.querySelector("button")?.focus();
  } });
  draw();
}
