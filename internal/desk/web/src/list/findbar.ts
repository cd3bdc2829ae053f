// The row with the filter: its box with suggestions, buttons for the usual filters, and what is shown.

import type { App } from "../app.ts";
import { button, h } from "../dom.ts";
import { shown as keyShown } from "../keys.ts";
import { n, number, t } from "../words.ts";
import { errorIn, type Filter } from "./filter.ts";
import { faultOf } from "./findwords.ts";
import { Suggestions } from "./suggestions.ts";

const usual = (): { query: string; label: string }[] => [
  { query: "state:open", label: t("editor.find.quick.open") },
  { query: "has:remark", label: t("editor.find.quick.remarks") },
  { query: "state:empty", label: t("editor.find.quick.empty") },
  { query: "has:change", label: t("editor.find.quick.change") },
  { query: "state:typed", label: t("editor.find.quick.typed") },
];

/** mountFindBar puts the filter below the bar, and shows what the page's address asks for. */
export function mountFindBar(app: App, filter: Filter): void {
  const { session, keys } = app;
  const input = h("input", {
    type: "search", id: "find", spellcheck: "false", autocapitalize: "off", autocomplete: "off", dir: "auto", "aria-label": t("editor.find.label"), placeholder: t("editor.find.hint"),
    "aria-describedby": "find-fault find-shown",
  });
  const fault = h("p.find-fault", { id: "find-fault", role: "alert", hidden: true });
  const state = h("span.find-shown", { id: "find-shown" });
  const again = button("", () => apply(filter.query, false), { class: "again", hidden: true });
  const all = button(t("editor.find.all"), () => apply("", false), { class: "all", hidden: true });
  const quick = h("div.quick", { role: "group", "aria-label": t("editor.find.quick.label") });
  const box = h("div.find-box", {}, input);
  const suggestions = new Suggestions(input, box, () => preview());

  const draw = () => {
    const focused = quick.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset["query"] : undefined;
    quick.replaceChildren(...usual().map(({ query, label }) => {
      const count = filter.find(query).length;
      const on = filter.query === query;
      const b = button(label, () => apply(on ? "" : query, false), { "aria-pressed": String(on), disabled: count === 0 && !on, "data-query": query });
      b.append(" ", h("span.count", {}, number(count)));
      return b;
    }));
    if (focused) quick.querySelector<HTMLElement>(`[data-query="${CSS.escape(focused)}"]`)?.focus();
    const filtered = filter.query !== "";
    state.textContent = filtered ? n("editor.find.shown", filter.rows.length, { All: session.rows.length }) : "";
    const stray = filter.stray();
    again.hidden = stray === 0;
    again.textContent = stray > 0 ? n("editor.find.stray", stray) : "";
    all.hidden = !filtered;
  };
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => requestIdleCallback(() => {
      waiting = false;
      draw();
    }, { timeout: 1000 }), 200);
  };
  const complain = () => {
    const e = errorIn(input.value);
    fault.hidden = !e;
    fault.textContent = e ? faultOf(e) : "";
    if (e) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    return e !== undefined;
  };
  const preview = () => {
    if (errorIn(input.value)) return; // it is still being written
    complain();
    if (input.value.trim() !== filter.query) state.textContent = n("editor.find.would", filter.find(input.value).length);
    else later();
  };
  const apply = (query: string, go: boolean) => {
    input.value = query;
    suggestions.close();
    if (complain()) return;
    filter.show(query);
    remember(filter.query);
    draw();
    const inside = session.current && filter.rows.includes(session.current);
    const to = inside ? session.current : (filter.rows.find((r) => r.open) ?? filter.rows[0]);
    if (to && (go || !inside)) session.open(to, { focus: go, at: "end", scroll: "center" });
    else if (to) app.list.view(to).el.scrollIntoView({ block: "center" });
    app.say(filter.query === "" ? t("editor.find.allShown") : n("editor.find.shown", filter.rows.length, { All: session.rows.length }));
  };
  input.addEventListener("input", preview);
  input.addEventListener("keydown", (e) => {
    if (e.isComposing || suggestions.press(e)) return;
    if (e.key === "Enter") apply(input.value, input.value.trim() === filter.query); // once more goes to the first that fits
    else if (e.key === "Escape" && input.value !== filter.query) input.value = filter.query;
    else if (e.key === "Escape") app.opened.focus();
    else return;
    e.preventDefault();
    if (e.key === "Escape") complain();
  });
  session.on("row", later);
  session.on("counts", later);
  app.bar.after(h("search.find", { "aria-label": t("editor.find.label") }, box, quick, h("div.find-state", {}, state, again, all), fault));
  keys.add({ id: "focusFilter", group: t("editor.group.find"), label: t("editor.find.focus"), anywhere: true, run: () => {
    input.focus();
    input.select();
  } });
  input.title = keys.of("focusFilter").map(keyShown).join(" ");
  const asked = new URLSearchParams(location.search).get("q") ?? "";
  input.value = asked;
  if (asked !== "" && !complain()) apply(asked, true);
  else draw();
}

/** remember keeps the filter in the page's address, so that it can be shared. */
function remember(query: string): void {
  const url = new URL(location.href);
  if (query === "") url.searchParams.delete("q");
  else url.searchParams.set("q", query);
  history.replaceState(history.state, "", url);
}
