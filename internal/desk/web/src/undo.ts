// Undo and redo across segments. A step is what one act changed: typing in one segment, or several segments at once.

import type { Notation } from "./model.ts";

export interface TextChange {
  segment: string;
  before: Notation;
  after: Notation;
}

interface Step {
  changes: TextChange[];
  at: number;
  typing: boolean;
}

const pause = 800; // ms of rest after which typing begins a new step
const limit = 2000; // steps that are kept

export class Undo {
  #done: Step[] = [];
  #undone: Step[] = [];

  constructor(private readonly now: () => number = Date.now) {}

  /** push notes an act. Typing that goes on in the same segment is one step, a word at a time. */
  push(changes: TextChange[], typing: boolean): void {
    const real = changes.filter((c) => c.before !== c.after);
    if (real.length === 0) return;
    this.#undone = [];
    const last = this.#done.at(-1);
    const [one, was] = [real[0], last?.changes[0]];
    if (typing && last?.typing && one && was && real.length === 1 && last.changes.length === 1 && was.segment === one.segment &&
      was.after === one.before && this.now() - last.at < pause && !endsWord(one)) {
      was.after = one.after;
      last.at = this.now();
      return;
    }
    this.#done.push({ changes: real.map((c) => ({ ...c })), at: this.now(), typing });
    if (this.#done.length > limit) this.#done.shift();
  }

  /** undo returns what to put back, or nothing. */
  undo(): TextChange[] | undefined {
    const step = this.#done.pop();
    if (!step) return undefined;
    this.#undone.push(step);
    return step.changes.map((c) => ({ segment: c.segment, before: c.after, after: c.before }));
  }

  /** redo returns what to do again, or nothing. */
  redo(): TextChange[] | undefined {
    const step = this.#undone.pop();
    if (!step) return undefined;
    this.#done.push({ ...step, typing: false });
    return step.changes.map((c) => ({ ...c }));
  }
}

/** endsWord reports whether a change begins a new word: a space after a word, where a person expects to come back to. */
function endsWord(c: TextChange): boolean {
  return c.after.length === c.before.length + 1 && /\s$/.test(c.after) && !/\s$/.test(c.before);
}
