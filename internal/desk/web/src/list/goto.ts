// Go to a segment by its number.

import type { App } from "../app.ts";
import { dialog } from "../dialog.ts";
import { button, h } from "../dom.ts";
import { number, t } from "../words.ts";
import type { Filter } from "./filter.ts";

/** mountGoTo adds the command. A segment that the filter hides is shown with all others. */
export function mountGoTo(app: App, filter: Filter): void {
  const { session, keys } = app;
  const run = () => {
    const box = dialog(t("editor.goto.title"), "goto");
    const input = h("input", { id: "goto-n", inputmode: "numeric", autocomplete: "off", value: String(session.current?.seg.n ?? 1), "aria-describedby": "goto-says" });
    const says = h("p.hint", { id: "goto-says", role: "status" }, t("editor.goto.of", { All: session.rows.length }));
    const go = () => {
      const wanted = Number(digits(input.value));
      const row = session.rows.find((r) => r.seg.n === wanted);
      if (!row) {
        says.textContent = t("editor.goto.none", { Number: input.value, All: session.rows.length });
        input.select();
        return;
      }
      box.close();
      if (!filter.rows.includes(row)) {
        filter.show("");
        app.say(t("editor.find.allShown"));
      }
      session.open(row, { focus: true, at: "end", scroll: "center" });
    };
    input.addEventListener("keydown", (e) => {
      if (e.key !== "Enter") return;
      e.preventDefault();
      go();
    });
    box.body.append(h("label", { for: "goto-n" }, t("editor.goto.label")), input, says);
    box.foot.append(button(t("editor.goto.go"), go, { class: "primary" }), button(t("editor.box.cancel"), () => box.close()));
    input.focus();
    input.select();
  };
  keys.add({ id: "goTo", group: t("editor.group.find"), label: t("editor.goto.title"), run });
}

/** digits reads digits of any script as ours. */
export function digits(s: string): string {
  return s.trim().replace(/\p{Nd}/gu, (c) => {
    const code = c.codePointAt(0) ?? 0;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
    return String(code - zero);
  }).replace(new RegExp(`[\\s${escaped(number(1000).replace(/\p{Nd}/gu, ""))}]`, "gu"), "");
}

function escaped(s: string): string {
  return s.replace(/[\\\]^-]/g, "\\$&");
}
