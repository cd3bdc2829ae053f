// Who else is here, and what they do to the translation.

import type { App } from "../app.ts";
import { button, h } from "../dom.ts";
import { n, number, t } from "../words.ts";
import type { Stream } from "./stream.ts";

/** mountWho shows the others in the bar, and says when the translation goes on without this person. */
export function mountWho(app: App, stream: Stream): void {
  const { session } = app;
  const tr = session.whole.translation;
  const here = h("div.also", { role: "group", "aria-label": t("editor.people.here"), hidden: true });
  app.bar.querySelector(".tools")?.prepend(here);
  stream.onPeople(() => {
    const all = stream.people;
    here.hidden = all.length === 0;
    here.replaceChildren(...all.map((p) => {
      const where = p.row ? t("editor.people.at", { Name: p.user, Number: p.row.seg.n }) : p.user;
      const b = button("", () => p.row && session.open(p.row, { focus: true, scroll: "center" }), { class: p.typing ? "typing" : "", title: where, "aria-label": where });
      b.append(h("span", { dir: "auto" }, p.user), p.row ? h("span.count", {}, number(p.row.seg.n)) : "");
      return b;
    }));
  });
  const news = h("div.news", { role: "alert", hidden: true });
  app.bar.after(news);
  stream.onStage((e) => {
    const moved = e.stage !== tr.stage || (e.step ?? "") !== tr.step || (e.run !== undefined && e.run !== tr.run);
    if (moved) {
      news.hidden = false;
      const typed = session.rows.filter((r) => r.dirty).length;
      news.replaceChildren(h("p", {}, t("editor.people.moved"), typed > 0 ? ` ${n("editor.people.kept", typed)}` : ""), button(t("editor.people.reload"), () => location.reload(), { class: "primary" }));
    } else if ((e.assignee ?? "") !== (tr.assignee ?? "")) {
      app.say(e.assignee ? t("editor.people.given", { Name: e.assignee }) : t("editor.people.free"));
      void app.api.load().then((w) => {
        Object.assign(tr, { assignee: undefined, message: undefined }, w.translation);
        session.emit("counts", undefined);
      }, () => undefined);
    }
  });
}
