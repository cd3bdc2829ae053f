// A translation as the server sends it, for tests.

import type { Segment, Whole } from "../src/model.ts";

export function segment(n: number, source: string, text: string, more: Partial<Segment> = {}): Segment {
  return {
    id: `u${n}.1`, n, unit: `u${n}`, role: "Paragraph", source, words: source.split(" ").length,
    target: { text, version: 1, state: "translated", mark: text === "" ? "empty" : "machine", origin: { kind: "mt", label: "apertium" } },
    stand: { state: "open", label: "" }, ...more,
  };
}

export function whole(...segments: Segment[]): Whole {
  return {
    translation: {
      document: "page-1", locale: "es", sourceLang: "en", title: "Page", url: "https://www.example.org/", site: "news", step: "review", stepLabel: "Review", stage: "review", stageLabel: "Review", waits: true,
      round: 1, run: "run-1", dir: "ltr", sourceDir: "ltr", localeName: "Spanish", sourceName: "English",
    },
    user: "Ana", may: { edit: true, confirm: true, approve: { ok: false } }, hashes: { source: "s", target: "t", versions: "v" },
    counts: { segments: segments.length, open: segments.length, confirmed: 0, attention: 0, empty: 0, blocking: 0 }, quotes: ["«", "»"], segments,
  };
}

/** MemoryStorage is a browser's storage, which a test can fill up. */
export class MemoryStorage implements Storage {
  #all = new Map<string, string>();
  full = false;

  get length(): number {
    return this.#all.size;
  }

  clear(): void {
    this.#all.clear();
  }

  getItem(key: string): string | null {
    return this.#all.get(key) ?? null;
  }

  key(i: number): string | null {
    return [...this.#all.keys()][i] ?? null;
  }

  removeItem(key: string): void {
    this.#all.delete(key);
  }

  setItem(key: string, value: string): void {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.#all.set(key, value);
  }
}
