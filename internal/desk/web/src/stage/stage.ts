// The page as it will be, beside the list or below it: the open segment is lit up, a click opens a segment, and the page
// follows what is typed.

import type { App } from "../app.ts";
import { button, h } from "../dom.ts";
import type { Row } from "../session.ts";
import { n, t } from "../words.ts";
import { hide, tightAt } from "./allwidths.ts";
import { chosen, labels, narrow, remember, widths, type Place, type Width } from "./choice.ts";
import { tighter } from "./fit.ts";
import { FrameView } from "./frameview.ts";
import { OffPage } from "./offpage.ts";
import type { FromFrame, Tight } from "./protocol.ts";
import { RoomList } from "./roomlist.ts";
import { Separator } from "./separator.ts";
import { Follower } from "./writer.ts";

/** mountStage fills the stage. */
export function mountStage(app: App): void {
  new Stage(app);
}

class Stage {
  readonly #choice = chosen();
  readonly #box = h("div.viewport");
  readonly #sized = h("div.sized");
  readonly #status = h("p.stage-status", { role: "status" });
  readonly #rooms: RoomList;
  readonly #off: OffPage;
  readonly #split: Separator;
  readonly #page: FrameView;
  readonly #follow: Follower;
  #source: FrameView | undefined;
  #localized: Tight[] = [];
  #sourceTight: Tight[] | undefined;
  #measuring: ReturnType<typeof setTimeout> | undefined;
  #clicked = "";
  #toggles = new Map<string, HTMLButtonElement>();
  readonly #checker = button(t("stage.check"), () => void this.#checkAll(), { title: t("stage.checking.hint") });

  constructor(readonly app: App) {
    const { session, api, stage } = app;
    const go = (row: Row) => session.open(row, { focus: true, at: "end", scroll: "center" });
    this.#rooms = new RoomList(session, go);
    this.#off = new OffPage(session, go);
    this.#page = new FrameView(api.base, "page", t("stage.frame"), (m) => this.#hear(m), () => this.#failed());
    this.#follow = new Follower(session, api, this.#page);
    this.#split = new Separator(this.#panes, () => this.#choice.place === "beside" && !narrow.matches, (share) => this.#moved(share));
    this.#sized.append(this.#page.el);
    this.#box.append(this.#sized);
    stage.append(this.#bar(), this.#status, this.#rooms.here, this.#off.here, this.#box);
    stage.before(this.#split.el);
    session.on("open", ({ row }) => this.#light(row));
    session.on("typed", (row) => this.#changed(row));
    session.on("text", (row) => this.#changed(row));
    new ResizeObserver(() => this.#resize()).observe(this.#box);
    app.keys.add({ id: "stage", group: t("stage.keys"), label: t("stage.toggle"), run: () => this.#place(this.#choice.place === "off" ? "below" : "off") });
    this.#place(this.#choice.place);
  }

  get #panes(): HTMLElement {
    return this.app.stage.parentElement ?? document.body;
  }

  #bar(): HTMLElement {
    const group = <Id extends keyof typeof labels>(label: string, ids: readonly Id[], pressed: string, press: (id: Id) => void) =>
      h("div.choice", { role: "group", "aria-label": label }, ...ids.map((id) => {
        const b = button(t(labels[id]), () => press(id), { "aria-pressed": String(pressed === id) });
        this.#toggles.set(id, b);
        return b;
      }));
    return h("div.stage-bar", {},
      group(t("stage.width"), Object.keys(widths) as Width[], this.#choice.width, (id) => this.#width(id)),
      this.#checker, this.#rooms.popover.el, this.#off.popover.el,
      group(t("stage.place"), ["beside", "below"], this.#choice.place, (id) => this.#place(id)),
      button(t("stage.off"), () => this.#place("off"), { class: "bare" }));
  }

  #place(place: Place): void {
    const was = this.#choice.place;
    this.#choice.place = place;
    remember(this.#choice);
    const { stage } = this.app;
    this.#panes.dataset["stage"] = place;
    stage.hidden = this.#split.el.hidden = place === "off";
    this.#opener().hidden = place !== "off";
    for (const id of ["beside", "below"]) this.#toggles.get(id)?.setAttribute("aria-pressed", String(id === place));
    if (place === "off") return;
    this.#split.set(this.#choice.share[place] ?? (place === "beside" ? 42 : 45));
    if (!this.#page.ready || was === "off") this.#load();
  }

  #shower: HTMLButtonElement | undefined;

  /** #opener is the button that shows the page again. */
  #opener(): HTMLButtonElement {
    if (!this.#shower) {
      this.#shower = button(t("stage.on"), () => this.#place("below"));
      this.app.bar.querySelector(".tools")?.append(this.#shower);
    }
    return this.#shower;
  }

  #width(width: Width): void {
    this.#choice.width = width;
    remember(this.#choice);
    for (const id of Object.keys(widths)) this.#toggles.get(id)?.setAttribute("aria-pressed", String(id === width));
    this.#resize();
  }

  #moved(share: number): void {
    if (this.#choice.place === "off") return;
    this.#choice.share[this.#choice.place] = share;
    this.#panes.style.setProperty("--stage", `${share}%`);
    remember(this.#choice);
  }

  /** #resize fits the page's width into the pane: a wider page is shown smaller. */
  #resize(): void {
    const { clientWidth, clientHeight } = this.#box;
    if (clientWidth === 0) return;
    const width = widths[this.#choice.width] || clientWidth;
    const scale = Math.min(1, clientWidth / width);
    for (const view of [this.#page, this.#source]) {
      if (!view) continue;
      view.el.style.width = `${width}px`;
      view.el.style.height = `${clientHeight / scale}px`;
      view.el.style.transform = scale < 1 ? `scale(${scale})` : "";
    }
    this.#sized.style.width = `${width * scale}px`;
    this.#sourceTight = undefined;
    this.#measure(400);
  }

  #load(): void {
    this.#status.replaceChildren(t("stage.loading"));
    this.#status.hidden = false;
    this.#page.load();
  }

  #failed(): void {
    this.#status.replaceChildren(t("stage.failed"), " ", button(t("stage.again"), () => this.#load()));
    this.#status.hidden = false;
  }

  #hear(m: FromFrame): void {
    const { session } = this.app;
    if (m.is === "ready") {
      this.#status.hidden = true;
      this.#off.show(m.found, m.tags);
      this.#follow.begin();
      this.#light(session.current);
      this.#measure(600);
    } else if (m.is === "clicked") {
      const row = session.byId.get(m.segment);
      if (!row) return;
      this.#clicked = row.id;
      session.open(row, { focus: true, at: "end", scroll: "center" });
    } else if (m.is === "left") {
      if (session.current) session.open(session.current, { focus: true, scroll: "nearest" });
    } else if (m.is === "tight") {
      this.#localized = m.list;
      this.#compare();
    } else if (m.is === "stale") {
      this.#load();
    } else {
      this.#measure(700);
    }
  }

  /** #light lights the open segment up. One that was opened by a click in the page is in view there. */
  #light(row: Row | undefined): void {
    const scroll = row?.id !== this.#clicked;
    this.#clicked = "";
    this.#page.send({ do: "light", segment: row?.id ?? "", scroll });
  }

  #changed(row: Row): void {
    if (this.#choice.place !== "off") this.#follow.write(row);
  }

  #measure(wait: number): void {
    clearTimeout(this.#measuring);
    this.#measuring = setTimeout(() => this.#page.send({ do: "measure" }), wait);
  }

  /** #compare tells what has less room than in the source. The source is looked at only when something is tight. */
  #compare(): void {
    if (this.#localized.length === 0 || this.#sourceTight) {
      this.#rooms.show(tighter(this.#localized, this.#sourceTight ?? []));
      return;
    }
    if (this.#source) {
      this.#source.send({ do: "measure" });
      return;
    }
    const source = new FrameView(this.app.api.base, "source", t("stage.source.frame"), (m) => {
      if (m.is === "ready") setTimeout(() => source.send({ do: "measure" }), 600);
      if (m.is !== "tight") return;
      this.#sourceTight = m.list;
      this.#compare();
    }, () => {
      this.#sourceTight = []; // then all that is tight is told
      this.#compare();
    });
    this.#source = source;
    hide(source.el);
    this.#box.append(source.el);
    source.el.style.width = this.#page.el.style.width;
    source.el.style.height = this.#page.el.style.height;
    source.load();
  }

  /** #checkAll looks for texts without room in the widths that are not shown. */
  async #checkAll(): Promise<void> {
    const { session, api } = this.app;
    const say = (text: string, now = false) => this.app.say(text, now);
    this.#checker.disabled = true;
    say(t("stage.checking.begun"));
    try {
      for (const [id, width] of Object.entries(widths) as [Width, number][]) {
        if (width === 0 || id === this.#choice.width) continue;
        this.#rooms.show(await tightAt(session, api.base, this.#box, width, t("stage.frame")), t(labels[id]));
      }
      say(this.#rooms.size > 0 ? n("stage.tight.label", this.#rooms.size) : t("stage.checking.fine"));
    } catch {
      say(t("stage.failed"), true);
    } finally {
      this.#checker.disabled = false;
    }
  }
}
