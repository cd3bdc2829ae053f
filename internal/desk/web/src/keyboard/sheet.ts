// The sheet of keys: all commands, searched, called and given other keys.

import type { App } from "../app.ts";
import { dialog } from "../dialog.ts";
import { button, h } from "../dom.ts";
import { shown, type Command } from "../keys.ts";
import { fold } from "../list/query/match.ts";
import { t } from "../words.ts";
import { read, type OwnKeys } from "./own.ts";
import { refused, type Refusal } from "./owned.ts";
import { presets, type PresetName } from "./presets.ts";

const presetNames: Record<PresetName, string> = { usual: "", matecat: "MateCat", omegat: "OmegaT", weblate: "Weblate" };

/** mountSheet adds the command that shows the sheet. */
export function mountSheet(app: App, own: OwnKeys): void {
  const label = t("editor.keys.title");
  app.keys.add({ id: "sheet", group: t("editor.group.help"), label, anywhere: true, run: () => new Sheet(app, own) });
  app.bar.querySelector(".tools")?.append(button(label, () => app.keys.run("sheet"), { class: "sheet", title: app.keys.of("sheet").map(shown).join(" ") }));
}

class Sheet {
  readonly #box;
  readonly #list = h("div.sheet-list");
  readonly #says = h("p.says", { role: "status" });
  readonly #search = h("input", { type: "search", "aria-label": t("editor.keys.search"), placeholder: t("editor.keys.search"), autocomplete: "off", spellcheck: "false" });
  readonly #before;
  #conflict: string | undefined;

  constructor(private readonly app: App, private readonly own: OwnKeys) {
    this.#before = app.keys.mode;
    this.#box = dialog(t("editor.keys.title"), "keys", () => (app.keys.mode = this.#before));
    const preset = h("select", { "aria-label": t("editor.keys.preset") }, ...presets.map((p) =>
      h("option", { value: p, selected: p === own.choice.preset }, p === "usual" ? t("editor.keys.usual") : t("editor.keys.like", { Program: presetNames[p] }))));
    preset.addEventListener("change", () => {
      this.#kept(own.set({ ...own.choice, preset: preset.value as PresetName }));
      this.#draw();
    });
    this.#search.addEventListener("input", () => this.#draw());
    this.#search.addEventListener("keydown", (e) => {
      if (e.key === "Enter") this.#list.querySelector<HTMLButtonElement>("button.run:not(:disabled)")?.click();
    });
    this.#box.body.append(h("div.top-row", {}, this.#search, preset), this.#says, this.#list);
    this.#box.foot.append(button(t("editor.keys.export"), () => this.#export()), this.#import(), button(t("editor.keys.reset"), () => {
      this.#kept(own.set({ preset: own.choice.preset, own: {} }));
      this.#draw();
    }));
    this.#draw();
    this.#search.focus();
  }

  #draw(): void {
    const wanted = fold(this.#search.value.trim());
    const groups = new Map<string, Command[]>();
    for (const c of this.app.keys.commands.values()) {
      if (wanted !== "" && !fold(`${c.label} ${c.group} ${this.app.keys.of(c.id).map(shown).join(" ")}`).includes(wanted)) continue;
      groups.set(c.group, [...(groups.get(c.group) ?? []), c]);
    }
    this.#list.replaceChildren(...[...groups].map(([group, all]) => h("section", {}, h("h3", {}, group), h("ul", {}, ...all.map((c) => this.#row(c))))));
    if (groups.size === 0) this.#list.append(h("p.hint", {}, t("editor.keys.none")));
  }

  #row(c: Command): HTMLElement {
    const keys = this.app.keys.of(c.id);
    const run = button(c.label, () => {
      this.#box.close();
      this.app.keys.run(c.id);
    }, { class: "run", disabled: c.when !== undefined && !c.when() });
    const change = button(t("editor.keys.change"), () => this.#listen(c, change), { class: "change", "aria-label": t("editor.keys.changeOf", { Command: c.label }) });
    return h("li", { "data-command": c.id }, run, h("span.keys", { dir: "ltr" }, ...keys.map((k) => h("kbd", {}, shown(k)))), c.id in this.own.choice.own && h("span.hint", {}, t("editor.keys.own")), change);
  }

  /** #listen takes the next key for a command. */
  #listen(c: Command, change: HTMLButtonElement): void {
    const { keys } = this.app;
    this.#conflict = undefined;
    change.textContent = t("editor.keys.press");
    this.#say(t("editor.keys.pressHint", { Command: c.label }));
    const end = (said: string, kept = true) => {
      keys.mode = this.#before;
      change.removeEventListener("blur", leave);
      this.#draw();
      this.#list.querySelector<HTMLElement>(`[data-command="${c.id}"] .change`)?.focus();
      this.#say(said);
      if (!kept) this.#kept(false);
    };
    const leave = () => end("");
    change.addEventListener("blur", leave);
    keys.mode = (key) => {
      if (/^(?:Control|Ctrl|Alt|Shift|Meta|AltGraph)(?:\+(?:Control|Ctrl|Alt|Shift|Meta))*$/.test(key)) return true; // a modifier alone
      if (key === "Tab" || key === "Shift+Tab") return false;
      if (key === "Escape") end("");
      else if (key === "Backspace" || key === "Delete") end(t("editor.keys.taken", { Command: c.label }), this.own.bind(c.id, undefined));
      else this.#try(c, key, end);
      return true;
    };
  }

  #try(c: Command, key: string, end: (said: string, kept?: boolean) => void): void {
    const why = refused(key);
    const holder = this.app.keys.holder(key);
    if (why) {
      this.#say(this.#refusal(why, key));
    } else if (holder && holder.id !== c.id && this.#conflict !== key) {
      this.#conflict = key;
      this.#say(t("editor.keys.conflict", { Key: shown(key), Command: holder.label }));
    } else {
      end(t("editor.keys.bound", { Key: shown(key), Command: c.label }), this.own.bind(c.id, key));
    }
  }

  #refusal(why: Refusal, key: string): string {
    switch (why) {
      case "browser": return t("editor.keys.refused.browser", { Key: shown(key) });
      case "screenReader": return t("editor.keys.refused.screenReader", { Key: shown(key) });
      case "writing": return t("editor.keys.refused.writing", { Key: shown(key) });
    }
  }

  #export(): void {
    const url = URL.createObjectURL(new Blob([this.own.text()], { type: "application/json" }));
    h("a", { href: url, download: "dragoman-keys.json" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  #import(): HTMLElement {
    const file = h("input", { type: "file", accept: "application/json,.json", class: "vh" });
    file.addEventListener("change", () => {
      void file.files?.[0]?.text().then((text) => {
        this.#kept(this.own.set(read(text)));
        this.#draw();
      });
    });
    return h("label.button", {}, t("editor.keys.import"), file);
  }

  #kept(kept: boolean): void {
    if (!kept) this.#say(t("editor.keys.notKept"));
  }

  #say(text: string): void {
    this.#says.textContent = text;
  }
}
