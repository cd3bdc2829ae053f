// Keeps what the server has for segments, and asks for the next ones ahead, so that it is there when they are opened.

const most = 300; // values that are kept
const atOnce = 2; // requests ahead at the same time
const fresh = 60_000; // ms after which a value is asked for anew; until the answer comes the old one is shown

export class Ahead<T> {
  #kept = new Map<string, { value: T; at: number }>();
  #asked = new Map<string, Promise<T>>();
  #queue: string[] = [];

  constructor(private readonly ask: (id: string) => Promise<T>, private readonly now: () => number = Date.now) {}

  /** peek is what is kept, however old. */
  peek(id: string): T | undefined {
    return this.#kept.get(id)?.value;
  }

  /** get is what is kept and fresh, or the server's answer. Two who want the same ask once. */
  get(id: string): Promise<T> {
    const kept = this.#kept.get(id);
    if (kept && this.now() - kept.at < fresh) return Promise.resolve(kept.value);
    const asked = this.#asked.get(id) ?? this.ask(id).then((v) => {
      if (this.#asked.get(id) === asked) this.#keep(id, v);
      return v;
    }).finally(() => {
      if (this.#asked.get(id) === asked) this.#asked.delete(id);
      this.#go();
    });
    this.#asked.set(id, asked);
    return asked;
  }

  /** ahead asks for these, one after the other, in place of those that were to be asked for before. */
  ahead(ids: string[]): void {
    this.#queue = ids.filter((id) => !this.#kept.has(id) && !this.#asked.has(id));
    this.#go();
  }

  /** age has all values asked for anew when they are wanted: something has changed that they may depend on. */
  age(): void {
    for (const k of this.#kept.values()) k.at = -Infinity;
  }

  /** drop forgets a value, or all: something has changed. What is on its way is not kept. */
  drop(id?: string): void {
    if (id === undefined) {
      this.#kept.clear();
      this.#asked.clear();
    } else {
      this.#kept.delete(id);
      this.#asked.delete(id);
    }
  }

  #keep(id: string, value: T): void {
    this.#kept.delete(id);
    this.#kept.set(id, { value, at: this.now() });
    const oldest = this.#kept.size > most ? this.#kept.keys().next().value : undefined;
    if (oldest !== undefined) this.#kept.delete(oldest);
  }

  #go(): void {
    while (this.#asked.size < atOnce) {
      const id = this.#queue.shift();
      if (id === undefined) return;
      this.get(id).catch(() => undefined); // it is asked for again when it is needed
    }
  }
}
