// What is typed is written into the browser's storage at every change, so that it is there after a crash.

import type { Notation } from "./model.ts";

export interface Entry {
  text: Notation;
  /** The target's version that it was typed over. */
  version: number;
  at: number;
  /** The source that it was typed for. */
  source: Notation;
  /** Set when the person has confirmed it and the server has not said yes yet: the ID of that act. */
  act?: string;
}

export class Journal {
  readonly #prefix: string;

  constructor(private readonly storage: Storage, user: string, document: string, locale: string) {
    this.#prefix = `dragoman:typed:${encodeURIComponent(user)}:${document}:${locale}:`;
  }

  /** set returns false when the browser has no room, which people must be told. */
  set(segment: string, e: Entry): boolean {
    try {
      this.storage.setItem(this.#prefix + segment, JSON.stringify(e));
      return true;
    } catch {
      return false;
    }
  }

  remove(segment: string): void {
    try {
      this.storage.removeItem(this.#prefix + segment);
    } catch {
      // a browser that refuses its storage has nothing to remove
    }
  }

  /** all returns the entries by segment. What can't be read is left where it is. */
  all(): Map<string, Entry> {
    const out = new Map<string, Entry>();
    try {
      for (let i = 0; i < this.storage.length; i++) {
        const key = this.storage.key(i);
        if (!key?.startsWith(this.#prefix)) continue;
        const e = read(this.storage.getItem(key));
        if (e) out.set(key.slice(this.#prefix.length), e);
      }
    } catch {
      // no storage: nothing was journalled
    }
    return out;
  }
}

function read(s: string | null): Entry | undefined {
  try {
    const e = JSON.parse(s ?? "") as Partial<Entry>;
    if (typeof e.text === "string" && typeof e.version === "number" && typeof e.source === "string") {
      return { text: e.text, version: e.version, source: e.source, at: e.at ?? 0, ...(e.act ? { act: e.act } : {}) };
    }
  } catch {
    // not ours
  }
  return undefined;
}
