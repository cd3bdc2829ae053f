// Events between the parts of the editor.

export class Emitter<Events> {
  #listeners = new Map<keyof Events, Set<(v: never) => void>>();

  /** on calls f at each event, until the function that it returns is called. */
  on<K extends keyof Events>(event: K, f: (v: Events[K]) => void): () => void {
    const all = this.#listeners.get(event) ?? new Set();
    all.add(f);
    this.#listeners.set(event, all);
    return () => all.delete(f);
  }

  emit<K extends keyof Events>(event: K, v: Events[K]): void {
    for (const f of [...(this.#listeners.get(event) ?? [])]) (f as (v: Events[K]) => void)(v);
  }
}
