// What happens to the translation elsewhere, as the server tells it, and where this person is, as others are told.

import type { App } from "../app.ts";
import type { Row } from "../session.ts";
import { t } from "../words.ts";

interface PresenceEvent {
  user: string;
  segment: string;
  typing?: boolean;
}

interface SavedEvent {
  segment: string;
  version: number;
  by?: string;
}

interface StageEvent {
  stage: string;
  step?: string;
  run?: string;
  assignee?: string;
}

const gone = 45_000; // ms of silence after which nobody is there any more
const again = 20_000; // ms after which the server is told again
const together = 400; // ms in which news are one

/** Stream listens to the server and tells it where the person is. */
export class Stream {
  readonly #others = new Map<string, { row: Row | undefined; typing: boolean; at: number }>();
  readonly #told: ((what: StageEvent) => void)[] = [];
  readonly #came: (() => void)[] = [];
  #news: ReturnType<typeof setTimeout> | undefined;
  #typedAt = 0;
  #sent = "";

  constructor(private readonly app: App) {
    const { session } = app;
    const source = new EventSource(`${app.api.base}/events`);
    let lost = false;
    source.addEventListener("error", () => {
      lost = true; // the browser tries again by itself
      this.#forget(() => true);
    });
    source.addEventListener("open", () => {
      if (lost) this.#later(); // something may have been missed
      lost = false;
      this.#sent = "";
      void this.#tell();
    });
    source.addEventListener("presence", (e) => this.#presence(JSON.parse(e.data as string) as PresenceEvent));
    source.addEventListener("saved", (e) => this.#saved(JSON.parse(e.data as string) as SavedEvent));
    source.addEventListener("stage", (e) => {
      for (const f of this.#told) f(JSON.parse(e.data as string) as StageEvent);
    });
    window.addEventListener("pagehide", () => source.close());
    session.on("open", () => void this.#tell());
    session.on("typed", (row) => {
      if (row !== session.current) return;
      this.#typedAt = Date.now();
      void this.#tell();
    });
    setInterval(() => {
      this.#forget((o) => Date.now() - o.at > gone);
      void this.#tell(true);
    }, again);
  }

  /** onStage calls f when the translation is at another stage or somebody else's. */
  onStage(f: (what: StageEvent) => void): void {
    this.#told.push(f);
  }

  /** onPeople calls f when somebody comes, moves or leaves. */
  onPeople(f: () => void): void {
    this.#came.push(f);
  }

  /** The others who are here. */
  get people(): { user: string; row: Row | undefined; typing: boolean }[] {
    return [...this.#others].map(([user, o]) => ({ user, ...o }));
  }

  /** refresh asks for the translation as it stands. */
  async refresh(): Promise<void> {
    try {
      this.app.session.refresh(await this.app.api.load());
    } catch {
      // it is asked again with the next news; the editor's own requests say what is wrong
    }
  }

  #presence(e: PresenceEvent): void {
    if (e.user === this.app.session.whole.user) return;
    const row = this.app.session.byId.get(e.segment);
    const before = this.#others.get(e.user);
    if (e.segment === "") this.#others.delete(e.user);
    else this.#others.set(e.user, { row, typing: e.typing === true, at: Date.now() });
    this.#draw([before?.row, row]);
    if (row && row === this.app.session.current && before?.row !== row) this.app.say(t("editor.people.hereToo", { Name: e.user }));
  }

  #forget(old: (o: { at: number }) => boolean): void {
    for (const [user, o] of this.#others) {
      if (!old(o)) continue;
      this.#others.delete(user);
      this.#draw([o.row]);
    }
  }

  #draw(rows: (Row | undefined)[]): void {
    for (const row of new Set(rows)) {
      if (!row) continue;
      row.here = this.people.filter((p) => p.row === row).map((p) => ({ by: p.user, typing: p.typing }));
      this.app.session.emit("row", row);
    }
    for (const f of this.#came) f();
  }

  #saved(e: SavedEvent): void {
    const row = this.app.session.byId.get(e.segment);
    if (!row || e.version > row.seg.target.version) this.#later(row, e.version);
  }

  #later(row?: Row, version = 0): void {
    clearTimeout(this.#news);
    this.#news = setTimeout(() => {
      if (row && (row.sending > 0 || version <= row.seg.target.version)) return; // it was one's own
      void this.refresh();
    }, together);
  }

  async #tell(even = false): Promise<void> {
    const segment = document.visibilityState === "hidden" ? "" : (this.app.session.current?.id ?? "");
    const typing = Date.now() - this.#typedAt < again;
    const now = JSON.stringify({ segment, typing });
    if (now === this.#sent && !even) return;
    this.#sent = now;
    try {
      await this.app.api.send("POST", "/presence", { segment, typing });
    } catch {
      this.#sent = "";
    }
  }
}
