// What was approved for the segment before, and what reviewers said of it.

import type { App } from "../app.ts";
import { h } from "../dom.ts";
import { diff } from "../edit/diff.ts";
import { plain } from "../fragment.ts";
import type { Row } from "../session.ts";
import { t } from "../words.ts";
import type { Help, Said } from "./model.ts";
import { compared, meta, take, target, when } from "./parts.ts";

/** drawApproved draws what people approved for the segment and its forerunners. */
export function drawApproved(app: App, row: Row, help: Help): Node[] {
  return help.approved.map((a) => h("article.one.approved", {},
    h("header", {}, h("span.class", {}, t(a.same ? "assist.approved.sameSource" : "assist.approved.earlierSource")), take(app, a.text, t("assist.approved.take"))),
    a.diff ? compared(app, a.diff, "source") : null,
    target(app, row, a.text), meta(a.by, when(a.at))));
}

/** drawSaid draws what machines and people said of the segment. */
export function drawSaid(app: App, row: Row, said: Said[]): Node[] {
  const tr = app.session.whole.translation;
  return said.map((s) => {
    const one = h("article", { class: `one opinion-of ${s.outcome}${s.earlier ? " earlier" : ""}` },
      h("header", {}, h("strong", {}, h("bdi", {}, s.who)), s.kind && s.kind !== s.who ? h("span.class", {}, s.kind) : null, h("span", { class: `outcome ${s.outcome}` }, s.label)),
      s.earlier ? h("p.meta", {}, t("assist.said.earlier")) : null,
      s.comment ? h("p.wording", { dir: "auto" }, s.comment) : null);
    for (const r of s.remarks ?? []) {
      one.append(h("div", { class: `flaw ${r.level}` },
        h("p", {}, h("strong", {}, r.category), ` · ${r.severity}`),
        r.source ? h("q", { lang: tr.sourceLang, dir: tr.sourceDir }, r.source) : null, r.source && r.target ? " → " : null,
        r.target ? h("q", { lang: tr.locale, dir: tr.dir }, r.target) : null,
        r.message ? h("p", { dir: "auto" }, r.message) : null,
        r.better ? h("p", { lang: tr.locale, dir: tr.dir }, h("span.label", {}, t("assist.said.better")), " ", r.better) : null));
    }
    if (s.proposal !== undefined) {
      one.append(h("div.was", {}, h("span.label", {}, t("assist.said.proposal")), compared(app, diff(plain(row.text), plain(s.proposal)), "target"),
        take(app, s.proposal, t("assist.said.take", { Name: s.who }))));
    }
    one.append(meta(when(s.at)) ?? "");
    return one;
  });
}
