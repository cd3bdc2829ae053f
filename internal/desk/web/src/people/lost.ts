// What the person typed for sentences that are gone or have changed: it is offered where it may belong now, and never thrown away.

import type { App } from "../app.ts";
import { button, h } from "../dom.ts";
import { diff, drawn } from "../edit/diff.ts";
import { plain } from "../fragment.ts";
import type { Notation } from "../model.ts";
import { moment, n, t } from "../words.ts";

interface Lost {
  segment: string;
  now?: string | undefined;
  text: Notation;
  source: Notation;
  at: string;
}

/** mountLost shows them at the top. */
export function mountLost(app: App): void {
  const { session } = app;
  const tr = session.whole.translation;
  const all = lostOf(app);
  if (all.length === 0) return;
  const list = h("ul");
  const box = h("details.lost", { open: true }, h("summary"), list);
  const count = () => {
    const left = list.childElementCount;
    if (left === 0) box.remove();
    else box.querySelector("summary")?.replaceChildren(n("editor.lost.title", left));
  };
  for (const l of all) {
    const row = session.byId.get(l.now ?? l.segment);
    const li = h("li", {},
      h("p.source", { lang: tr.sourceLang, dir: tr.sourceDir }, row ? drawn(diff(plain(l.source), plain(row.seg.source))) : h("del", {}, plain(l.source))),
      h("p.text", { lang: tr.locale, dir: tr.dir }, plain(l.text)),
      h("p.buttons", {}, h("span.hint", {}, moment(l.at)),
        row && session.may.edit && button(t("editor.lost.put", { Number: row.seg.n }), () => {
          session.open(row, { focus: true, at: "end", scroll: "center" });
          session.type(row, l.text);
        }),
        button(t("editor.lost.drop"), () => {
          session.journal.remove(l.segment);
          void app.api.dropTyping(l.segment).catch(() => undefined);
          li.remove();
          count();
        })));
    list.append(li);
  }
  app.bar.after(box);
  count();
  app.say(n("editor.lost.title", all.length));
}

/** lostOf lists them: those that the server has, and those that this browser alone has. */
function lostOf(app: App): Lost[] {
  const { session } = app;
  const out = new Map<string, Lost>((session.whole.lost ?? []).map((l) => [l.segment, l]));
  for (const [segment, j] of session.journal.all()) {
    const row = session.byId.get(segment);
    if (row?.seg.source === j.source) continue;
    const had = out.get(segment);
    if (!had || Date.parse(had.at) < j.at) out.set(segment, { segment, now: had?.now, text: j.text, source: j.source, at: new Date(j.at).toISOString() });
  }
  return [...out.values()];
}
