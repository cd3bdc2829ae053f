// A person's own keys, kept in the browser, and as a file.

import type { Keys } from "../keys.ts";
import { refused } from "./owned.ts";
import { presetKeys, presets, type PresetName } from "./presets.ts";

export interface Choice {
  preset: PresetName;
  /** Keys by command. An empty list takes a command's keys away. */
  own: Record<string, string[]>;
}

const place = "dragoman:keys";

/** read reads a choice from text. What is no key, or nobody's to bind, is left out. */
export function read(text: string | null): Choice {
  const out: Choice = { preset: "usual", own: {} };
  let raw: unknown;
  try {
    raw = JSON.parse(text ?? "");
  } catch {
    return out;
  }
  if (typeof raw !== "object" || raw === null) return out;
  const { preset, own } = raw as { preset?: unknown; own?: unknown };
  out.preset = presets.find((p) => p === preset) ?? "usual";
  if (typeof own !== "object" || own === null) return out;
  for (const [id, keys] of Object.entries(own)) {
    if (!/^\w{1,40}$/.test(id) || !Array.isArray(keys)) continue;
    out.own[id] = keys.filter((k): k is string => typeof k === "string" && k.length < 60 && refused(k) === undefined).slice(0, 4);
  }
  return out;
}

/** OwnKeys holds the choice, and gives it to the commands. */
export class OwnKeys {
  choice: Choice;

  constructor(private readonly keys: Keys, private readonly storage: Pick<Storage, "getItem" | "setItem">) {
    let kept: string | null = null;
    try {
      kept = storage.getItem(place);
    } catch {
      // as usual
    }
    this.choice = read(kept);
    this.#use();
  }

  /** set changes the choice; it returns false where the browser does not keep it. */
  set(choice: Choice): boolean {
    this.choice = choice;
    this.#use();
    try {
      this.storage.setItem(place, this.text());
      return true;
    } catch {
      return false;
    }
  }

  /** bind gives a command one key in place of those that it has, and takes it from another. */
  bind(id: string, key: string | undefined): boolean {
    const own = { ...this.choice.own, [id]: key === undefined ? [] : [key] };
    const holder = key === undefined ? undefined : this.keys.holder(key);
    if (holder && holder.id !== id) own[holder.id] = this.keys.of(holder.id).filter((k) => k !== key);
    return this.set({ ...this.choice, own });
  }

  /** text is the choice as a file. */
  text(): string {
    return JSON.stringify(this.choice, null, 2);
  }

  #use(): void {
    this.keys.use(presetKeys(this.choice.preset), this.choice.own);
  }
}
