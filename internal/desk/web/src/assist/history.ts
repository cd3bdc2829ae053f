// The texts that a segment had. Any of them can be put back.

import type { App } from "../app.ts";
import { button, h } from "../dom.ts";
import { diff } from "../edit/diff.ts";
import { plain } from "../fragment.ts";
import type { Row } from "../session.ts";
import { t } from "../words.ts";
import type { History } from "./model.ts";
import { compared, meta, put, target, when } from "./parts.ts";

/** drawHistory draws the versions of a segment's text, the latest first, each with how the text as it stands differs from it. */
export function drawHistory(app: App, row: Row, history: History): Node[] {
  const now = plain(row.text);
  const out: Node[] = history.versions.map((v) => {
    const text = plain(v.text);
    const label = [v.label, v.step].filter(Boolean).join(" · ");
    return h("article", { class: `one stood${v.stands ? " stands" : ""}`, "aria-label": [label, v.by, when(v.at)].filter(Boolean).join(", ") },
      h("header", {}, h("span.class", {}, label), v.stands ? h("span.here", {}, t("assist.history.stands")) : null,
        text !== now && app.session.may.edit && button(t("assist.history.restore"), () => put(app, v.text, t("assist.say.restored")), {
          class: "take", "aria-label": t("assist.history.restoreThis", { Time: when(v.at) || label }),
        })),
      v.source !== undefined ? h("p.meta", {}, t("assist.history.otherSource")) : null,
      text === "" ? h("p.none", {}, t("assist.history.empty")) : text === now || v.stands ? target(app, row, v.text) : compared(app, diff(text, now), "target"),
      meta(v.by, when(v.at)));
  });
  if (history.omitted) out.push(h("p.none", {}, t("assist.history.omitted")));
  return out;
}
