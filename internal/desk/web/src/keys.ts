// Commands and the keys that call them. Each part of the editor adds its own commands.

import { browsers, plainKey } from "./keyboard/owned.ts";

export interface Command {
  id: string;
  /** What it does, in the reader's language. */
  label: string;
  /** The heading under which the sheet lists it. */
  group: string;
  run: () => void;
  /** Whether it can be done now; without it always. */
  when?: () => boolean;
  /** Its keys count in the target's field alone, because elsewhere they are the browser's. */
  inField?: boolean;
  /** Its keys count in other fields too: in a search box, in a comment. */
  anywhere?: boolean;
}

/** A preset gives commands their keys: "Ctrl+Enter", "Alt+ArrowDown", "Ctrl+Alt+1". */
export type Preset = Record<string, string | string[]>;

/** Where a key is pressed: in the field of a target, in another box or a dialog, or elsewhere on the page. */
export type Place = "field" | "box" | "page";

export class Keys {
  readonly commands = new Map<string, Command>();
  /** Takes keys before commands do, while a mode is on. It says whether it took one. */
  mode: ((key: string, place: Place) => boolean) | undefined;
  #byKey = new Map<string, string>();
  #preset: Preset = {};
  #defaults: Preset = {};
  #own: Preset = {};

  add(...commands: Command[]): void {
    for (const c of commands) this.commands.set(c.id, c);
  }

  /** addDefaults gives commands of a part of the editor their keys, whatever preset is in use. */
  addDefaults(defaults: Preset): void {
    this.#defaults = { ...this.#defaults, ...defaults };
    this.use(this.#preset, this.#own);
  }

  /** use sets the keys: those of a preset, and above them a person's own. A key calls the command that claims it last. */
  use(preset: Preset, own: Preset = {}): void {
    [this.#preset, this.#own] = [preset, own];
    this.#byKey = new Map();
    for (const layer of [this.#defaults, preset, own]) {
      for (const [id, keys] of Object.entries(layer)) {
        if (this.#layerOf(id) !== layer) continue;
        for (const k of list(keys)) this.#byKey.set(k, id);
      }
    }
  }

  #layerOf(id: string): Preset {
    return id in this.#own ? this.#own : id in this.#preset ? this.#preset : this.#defaults;
  }

  /** of returns the keys of a command. */
  of(id: string): string[] {
    return list(this.#layerOf(id)[id] ?? []).filter((k) => this.#byKey.get(k) === id);
  }

  /** holder is the command that a key calls. */
  holder(key: string): Command | undefined {
    return this.commands.get(this.#byKey.get(key) ?? "");
  }

  /** run calls a command by its ID, as its button does. */
  run(id: string): boolean {
    const c = this.commands.get(id);
    if (!c || (c.when && !c.when())) return false;
    c.run();
    return true;
  }

  /** press calls the command of a key, and says whether there was one. Keys that are part of composing a character are none. */
  press(e: KeyboardEvent): boolean {
    if (e.isComposing || e.key === "Process" || e.key === "Dead" || typesByAltGr(e)) return false;
    const [key, place] = [nameOf(e), placeOf(e.target)];
    if (this.mode?.(key, place) === true || this.#call(key, place)) {
      e.preventDefault();
      e.stopPropagation();
      return true;
    }
    return false;
  }

  #call(key: string, place: Place): boolean {
    const id = this.#byKey.get(key);
    if (id === undefined) return false;
    const c = this.commands.get(id);
    if ((place === "box" && c?.anywhere !== true) || (place !== "field" && c?.inField === true)) return false;
    if (place !== "page" && plainKey(key)) return false; // it is a character
    if (place !== "field" && (browsers(key) || key === "Enter")) return false;
    return this.run(id);
  }
}

function list(keys: string | string[]): string[] {
  return (Array.isArray(keys) ? keys : [keys]).filter((k) => k !== "");
}

/** placeOf says where a key was pressed. */
export function placeOf(target: EventTarget | null): Place {
  if (typeof Element === "undefined" || !(target instanceof Element)) return "page";
  if (target.closest(".field")) return "field";
  return target.closest("dialog, textarea, select, input:not([type=checkbox], [type=radio], [type=button]), [contenteditable=true]") ? "box" : "page";
}

/** typesByAltGr reports whether a key with AltGr writes a character, as it does on many keyboards. */
function typesByAltGr(e: KeyboardEvent): boolean {
  return e.key.length === 1 && typeof e.getModifierState === "function" && e.getModifierState("AltGraph");
}

const mac = typeof navigator !== "undefined" && /Mac OS X|iPhone|iPad/.test(navigator.userAgent);

/**
 * nameOf is a key with its modifiers. A letter is that which the keyboard writes; where it writes none of ours, as with Arabic,
 * Cyrillic or Alt on a Mac, it is that of the key's place. A digit with a modifier is that of the key's place.
 */
export function nameOf(e: Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(e.code)?.[1];
  const letter = /^[a-z]$/i.test(e.key) ? e.key.toUpperCase() : /^Key([A-Z])$/.exec(e.code)?.[1];
  const modified = e.ctrlKey || e.metaKey || e.altKey;
  let key = e.key;
  if (modified && digit) key = digit;
  else if (modified && letter) key = letter;
  else if (e.code === "Space") key = "Space";
  else if (key.length === 1) key = letter ?? key.toUpperCase();
  const ctrl = mac ? e.metaKey : e.ctrlKey;
  return [ctrl && "Ctrl", mac && e.ctrlKey && "Control", e.altKey && "Alt", e.shiftKey && (key.length > 1 || modified) && "Shift", key].filter(Boolean).join("+");
}

/** shown is a key as people read it on their keyboards. */
export function shown(key: string): string {
  const names: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Enter: "⏎", Space: "␣", Escape: "Esc", PageDown: "Pg↓", PageUp: "Pg↑" };
  return key.split("+").map((k) => names[k] ?? (mac ? ({ Ctrl: "⌘", Alt: "⌥", Shift: "⇧", Control: "⌃" }[k] ?? k) : k)).join(mac ? "" : "+");
}
