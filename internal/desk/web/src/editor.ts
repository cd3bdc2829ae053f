// The editor of a translation. The page brings the words and the address; all else comes from the API.

import { addCommands, usual } from "./commands.ts";
import { Api, Refusal } from "./api.ts";
import type { App } from "./app.ts";
import { mountAssist } from "./assist/assist.ts";
import { mountBar } from "./bar.ts";
import { button, h } from "./dom.ts";
import { Checker } from "./edit/checker.ts";
import { Opened } from "./edit/opened.ts";
import { sprite } from "./icons.ts";
import { Journal } from "./journal.ts";
import { mountKeyboard } from "./keyboard/mount.ts";
import { Keys } from "./keys.ts";
import { List } from "./list/list.ts";
import { mountList } from "./list/mount.ts";
import { mountPeople } from "./people/mount.ts";
import { Saver } from "./saver.ts";
import { Session } from "./session.ts";
import { mountSkips } from "./skips.ts";
import { mountStage } from "./stage/stage.ts";
import { t, useWords, type Forms } from "./words.ts";

async function start(): Promise<void> {
  const host = document.getElementById("editor");
  const words = document.getElementById("words");
  if (!host?.dataset["api"]) return;
  useWords(document.documentElement.lang, JSON.parse(words?.textContent ?? "{}") as Record<string, Forms>);
  const api = new Api(host.dataset["api"]);
  host.replaceChildren(h("p.calm", { role: "status" }, t("editor.loading")));
  try {
    const whole = await api.load();
    run(host, api, new Session(whole, new Journal(localStorage, whole.user, whole.translation.document, whole.translation.locale)));
  } catch (e) {
    if (!(e instanceof Refusal)) throw e;
    host.replaceChildren(h("div.notice.bad", { role: "alert" }, h("p", {}, t("editor.notLoaded")), h("p.detail", { dir: "auto" }, e.message)));
  }
}

function run(host: HTMLElement, api: Api, session: Session): void {
  const [bar, side, stage] = [h("div.bar"), h("aside.side", { "aria-label": t("editor.part.side") }), h("section.stage", { "aria-label": t("editor.part.stage") })];
  const [polite, urgent] = [h("div.vh", { role: "status", "aria-live": "polite" }), h("div.vh", { role: "alert" })];
  const keys = new Keys();
  keys.use(usual);
  const line = h("p.line", { role: "status" });
  const saver = new Saver(session, api, (l) => {
    line.textContent = l === "away" ? t("editor.line.away") : l === "signed-out" ? t("editor.line.signedOut") : "";
    line.hidden = line.textContent === "";
    host.dataset["line"] = l;
  });
  line.hidden = true;
  const list = new List(session, t("editor.part.list"));
  const app: App = {
    session, api, saver, keys, list, opened: new Opened(session, list, keys, api), bar, side, stage,
    say: (text, now = false) => {
      const to = now ? urgent : polite;
      to.textContent = to.textContent === text ? `${text}\u00a0` : text; // the same words again are said again
    },
  };
  new Checker(session, api);
  session.on("stale", () => {
    if (host.querySelector(".stale")) return;
    const again = button(t("editor.reload"), () => location.reload(), { class: "primary" });
    line.before(h("p.line.stale", { role: "alert" }, t("editor.stale"), " ", again));
  });
  session.on("say", ({ text, urgent: now }) => app.say(text, now));
  addCommands(app);
  host.replaceChildren(sprite(), bar, line, h("div.panes", {}, h("div.work", {}, list.el), side, stage), polite, urgent);
  mountBar(app);
  mountAssist(app);
  mountStage(app);
  document.addEventListener("keydown", (e) => keys.press(e), { capture: true });
  window.addEventListener("online", () => void saver.flush());
  document.addEventListener("visibilitychange", () => void saver.flush());
  const asked = session.byId.get(decodeURIComponent(location.hash.replace(/^#s-/, "")));
  const first = asked ?? session.lastTyped() ?? session.next(undefined, (r) => r.open) ?? session.rows[0];
  if (first) session.open(first, { focus: true, at: "end", scroll: "center" });
  performance.mark("usable");
  mountList(app);
  mountPeople(app);
  mountKeyboard(app);
  mountSkips(app);
}

void start();
