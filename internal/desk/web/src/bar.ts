// The bar at the top: what is translated, how far it is, and the step's end.

import { Refusal } from "./api.ts";
import type { App } from "./app.ts";
import { button, h } from "./dom.ts";
import { n, number, t } from "./words.ts";

/** mountBar fills the bar. Other parts add buttons to the element with the class tools. */
export function mountBar(app: App): void {
  const { session, api, saver } = app;
  const tr = session.whole.translation;
  const meter = h("progress", { max: 1, value: 0, "aria-label": t("editor.bar.progress") });
  const counts = h("span.counts");
  const far = h("div.far", {}, meter, counts);
  const approve = button(t("editor.bar.approve", { Step: tr.stepLabel }), () => void end(), { class: "approve primary" });
  const why = h("p.why", { id: "why-not", hidden: true });
  approve.setAttribute("aria-describedby", "why-not");
  const draw = () => {
    const { counts: c, may } = session;
    const typed = session.rows.filter((r) => r.dirty && r.sending === 0);
    const again = typed.filter((r) => r.seg.stand.state === "confirmed").length; // typed over what was confirmed
    const asked = c.open + c.confirmed;
    const open = c.open + again;
    meter.max = Math.max(asked, 1);
    meter.value = c.confirmed - again;
    far.hidden = asked === 0;
    counts.textContent = open > 0 ? n("editor.bar.open", open, { All: asked }) : t("editor.bar.allConfirmed", { All: number(asked) });
    approve.hidden = !may.confirm;
    approve.disabled = !may.approve.ok;
    approve.classList.toggle("primary", typed.length === 0);
    why.textContent = !may.approve.ok ? (may.approve.why ?? []).join(" ") : typed.length > 0 ? t("editor.bar.unconfirmed") : "";
    if (why.textContent === "") why.hidden = true;
  };
  const end = async () => {
    if (session.rows.some((r) => r.dirty) || saver.pending) {
      why.textContent = t("editor.bar.unconfirmed");
      why.hidden = false;
      app.say(t("editor.bar.unconfirmed"), true);
      const row = session.rows.find((r) => r.dirty);
      if (row) session.open(row, { focus: true, scroll: "center" });
      return;
    }
    approve.disabled = true;
    const { hashes } = session;
    try {
      await api.send("POST", "/decisions", {
        id: crypto.randomUUID(), kind: "approve", step: tr.step, sourceHash: hashes.source, targetHash: hashes.target, versionsHash: hashes.versions,
      });
      location.assign(document.getElementById("editor")?.dataset["back"] ?? "/");
    } catch (e) {
      if (!(e instanceof Refusal)) throw e;
      why.textContent = e.message;
      why.hidden = false;
      app.say(e.message, true);
      draw();
    }
  };
  session.on("counts", draw);
  let drawing = 0; // a row changes with every key: what is counted is drawn once a frame
  session.on("row", () => {
    cancelAnimationFrame(drawing);
    drawing = requestAnimationFrame(draw);
  });
  app.keys.add({ id: "approve", group: t("editor.group.write"), label: t("editor.bar.approve", { Step: tr.stepLabel }), run: () => void end(), when: () => session.may.confirm && session.may.approve.ok });
  app.bar.append(
    h("div.what", {}, h("h1", { dir: tr.sourceDir, lang: tr.sourceLang }, tr.title),
      h("p.pairing", {}, h("span", {}, tr.sourceName), " ", h("span.arrow", { "aria-hidden": "true" }), h("span.vh", {}, "→"), " ", h("span", {}, tr.localeName))),
    far, h("div.tools"), h("div.end", {}, approve, why));
  draw();
}
