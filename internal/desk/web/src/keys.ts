// Commands and the keys that call them. Each part of the editor adds its own commands.

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

export class Keys {
  readonly commands = new Map<string, Command>();
  #byKey = new Map<string, string>();
  #preset: Preset = {};

  add(...commands: Command[]): void {
    for (const c of commands) this.commands.set(c.id, c);
  }

  /** use sets the keys: those of a preset, and above them a person's own. */
  use(preset: Preset, own: Preset = {}): void {
    this.#preset = { ...preset, ...own };
    this.#byKey = new Map();
    for (const [id, keys] of Object.entries(this.#preset)) {
      for (const k of Array.isArray(keys) ? keys : [keys]) if (k !== "") this.#byKey.set(k, id);
    }
  }

  /** of returns the keys of a command. */
  of(id: string): string[] {
    const keys = this.#preset[id] ?? [];
    return (Array.isArray(keys) ? keys : [keys]).filter((k) => k !== "");
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
    if (e.isComposing || e.key === "Process" || e.key === "Dead") return false;
    const id = this.#byKey.get(nameOf(e));
    const c = id === undefined ? undefined : this.commands.get(id);
    const at = e.target instanceof Element ? e.target.closest(".field, input, textarea, select, dialog, [contenteditable=true]") : null;
    const field = at?.classList.contains("field") === true;
    if (!c || (c.inField && !field) || (at && !field && !c.anywhere) || !this.run(c.id)) return false;
    e.preventDefault();
    e.stopPropagation();
    return true;
  }
}

const mac = typeof navigator !== "undefined" && /Mac OS X|iPhone|iPad/.test(navigator.userAgent);

/** nameOf is a key with its modifiers. Digits and letters are those of the key's place, so that layouts don't matter. */
export function nameOf(e: KeyboardEvent): string {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(e.code)?.[1];
  const letter = /^Key([A-Z])$/.exec(e.code)?.[1];
  const modified = e.ctrlKey || e.metaKey || e.altKey;
  let key = e.key;
  if (modified && digit) key = digit;
  else if (modified && letter) key = letter;
  else if (key.length === 1) key = key.toUpperCase();
  const ctrl = mac ? e.metaKey : e.ctrlKey;
  return [ctrl && "Ctrl", mac && e.ctrlKey && "Control", e.altKey && "Alt", e.shiftKey && (key.length > 1 || modified) && "Shift", key].filter(Boolean).join("+");
}

/** shown is a key as people read it on their keyboards. */
export function shown(key: string): string {
  const names: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑", ArrowLeft: "←", ArrowRight: "→", Enter: "⏎", " ": "␣" };
  return key.split("+").map((k) => names[k] ?? (mac ? ({ Ctrl: "⌘", Alt: "⌥", Shift: "⇧", Control: "⌃" }[k] ?? k) : k)).join(mac ? "" : "+");
}
