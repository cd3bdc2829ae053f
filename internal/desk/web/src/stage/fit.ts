// Which texts have less room than their sources have. The page's own faults are its own.

import type { Tight } from "./protocol.ts";

/** As many pixels more are no matter. */
const slack = 6;

/** tighter lists the faults of the localized page that its source has not, or has to a much lesser degree, the worst first. */
export function tighter(localized: Tight[], source: Tight[]): Tight[] {
  const had = new Map<string, number>();
  for (const s of source) {
    const key = `${s.segment} ${s.fault}`;
    had.set(key, Math.max(had.get(key) ?? 0, s.by));
  }
  const worst = new Map<string, Tight>();
  for (const t of localized) {
    const before = had.get(`${t.segment} ${t.fault}`);
    if (before !== undefined && t.by <= (t.fault === "lines" ? before : before * 1.5 + slack)) continue;
    const other = worst.get(t.segment);
    if (!other || rank(t) > rank(other)) worst.set(t.segment, t);
  }
  return [...worst.values()].sort((a, b) => rank(b) - rank(a));
}

/** rank says how bad a fault is: what can't be read is worse than what looks bad. */
function rank(t: Tight): number {
  const kind = { cut: 3e6, wide: 2e6, out: 1e6, lines: 0 }[t.fault];
  return kind + Math.min(t.by, 1e5);
}
