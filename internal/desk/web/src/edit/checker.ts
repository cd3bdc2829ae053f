// Asks the server's checks about a text while it is typed. The rules are the server's alone.

import type { Api } from "../api.ts";
import type { Row, Session } from "../session.ts";

const rest = 120; // ms without a key before the checks are asked

export class Checker {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked: AbortController | undefined;

  constructor(private readonly session: Session, private readonly api: Api) {
    session.on("typed", (row) => this.#later(row));
  }

  #later(row: Row): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(row), rest);
  }

  async #ask(row: Row): Promise<void> {
    this.#asked?.abort();
    if (!row.dirty) return;
    this.#asked = new AbortController();
    const text = row.text;
    try {
      const { issues } = await this.api.check(row.id, text, this.#asked.signal);
      if (row.text !== text) return;
      row.issues = issues;
      this.session.emit("row", row);
    } catch {
      // the text is checked again when it is saved
    }
  }
}
