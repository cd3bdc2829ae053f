// Below the open field: the segments that say the same, and which of them take its text too.

import type { App } from "../app.ts";
import { drawn, diff } from "../edit/diff.ts";
import { button, h } from "../dom.ts";
import { plain } from "../fragment.ts";
import type { Row } from "../session.ts";
import { n, number, t } from "../words.ts";
import { alike, setTogether, together } from "./together.ts";

/** mountLikeBox shows them, and remembers whether like ones are confirmed together. */
export function mountLikeBox(app: App): void {
  let open = false;
  app.opened.extras.push((row, below) => {
    const all = app.session.like(row);
    if (all.length === 0) return;
    const { follow, stay } = alike(app.session, row);
    const box = h("details", { class: "likes", open });
    box.addEventListener("toggle", () => (open = box.open));
    box.append(h("summary", {}, n("editor.state.like", all.length), stay.length > 0 && h("span.stay", {}, " · ", n("editor.like.stay", stay.length))));
    const check = h("input", { type: "checkbox", checked: together() });
    check.addEventListener("change", () => setTogether(check.checked));
    box.append(h("label.together", {}, check, " ", t("editor.like.together")));
    box.append(h("ul", {}, ...follow.map((r) => item(app, row, r, false)), ...stay.map((r) => item(app, row, r, true))));
    below.append(box);
  });
}

function item(app: App, row: Row, r: Row, stays: boolean): HTMLElement {
  const tr = app.session.whole.translation;
  const same = r.text === row.text;
  const who = r.seg.target.origin.by ?? r.seg.stand.by;
  return h("li", {},
    button(number(r.seg.n), () => app.session.open(r, { focus: true, at: "end", scroll: "center" }), { class: "to", "aria-label": t("editor.row.open", { Number: r.seg.n }) }),
    h("span", { lang: tr.locale, dir: tr.dir }, same ? t("editor.like.same") : drawn(diff(plain(row.text), plain(r.text)))),
    stays && h("span.stay", {}, who ? t("editor.like.own", { Name: who }) : t("editor.like.theirs")),
    stays && app.session.may.edit && button(t("editor.like.give"), () => app.session.type(r, row.text)));
}
