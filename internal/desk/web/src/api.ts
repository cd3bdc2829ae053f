// Requests to the server.

import type { Issue, Saved, Segment, Whole } from "./model.ts";

/** Refusal is an answer that is no success. Its message is the server's, in words. Status 0 means that none came. */
export class Refusal extends Error {
  constructor(readonly status: number, message: string, readonly body?: unknown) {
    super(message);
  }

  /** Whether the same request may do when it is sent again. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export class Api {
  /** base is the translation's address in the API. */
  constructor(readonly base: string) {}

  load(): Promise<Whole> {
    return this.send("GET", "/editor");
  }

  segment(id: string): Promise<Segment> {
    return this.send("GET", `/segments/${encodeURIComponent(id)}`);
  }

  save(id: string, body: SaveBody): Promise<Saved> {
    return this.send("PUT", `/segments/${encodeURIComponent(id)}`, body);
  }

  check(id: string, text: string, signal: AbortSignal): Promise<{ issues: Issue[] }> {
    return this.send("POST", `/segments/${encodeURIComponent(id)}/check`, { text }, signal);
  }

  typing(id: string, text: string, version: number): Promise<void> {
    return this.send("PUT", `/segments/${encodeURIComponent(id)}/typing`, { text, version });
  }

  dropTyping(id: string): Promise<void> {
    return this.send("DELETE", `/segments/${encodeURIComponent(id)}/typing`);
  }

  /** addWord makes a word right in all texts of a site in a language. */
  async addWord(site: string, word: { id: string; locale: string; word: string; document: string; segment: string }): Promise<void> {
    await new Api(this.base.replace(/\/translations\/.*$/, `/sites/${encodeURIComponent(site)}`)).send("POST", "/words", word);
  }

  /** send sends JSON to a path below the translation's address, and returns the JSON of the answer. */
  async send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
    let r: Response;
    try {
      r = await fetch(this.base + path, {
        method, signal: signal ?? null, credentials: "same-origin",
        headers: body === undefined ? {} : { "Content-Type": "application/json" },
        body: body === undefined ? null : JSON.stringify(body),
      });
    } catch (e) {
      if (e instanceof DOMException && e.name === "AbortError") throw e;
      throw new Refusal(0, "");
    }
    if (r.status === 204) return undefined as T;
    const answer: unknown = await r.json().catch(() => undefined);
    if (!r.ok) {
      const p = (answer ?? {}) as { title?: string; detail?: string };
      throw new Refusal(r.status, p.detail ?? p.title ?? r.statusText, answer);
    }
    return answer as T;
  }
}

export interface SaveBody {
  text: string;
  version: number;
  confirm: boolean;
  act: string;
  step: string;
  like?: { segment: string; version: number }[];
}
