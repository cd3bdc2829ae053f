// Which rows an act on many takes in, and which it leaves out, with the reason. The server has the last word.

import { plain } from "../fragment.ts";
import type { Row } from "../session.ts";

export type Why = "confirmed" | "skipped" | "empty" | "codes" | "blocking" | "trouble" | "proposal" | "remark" | "comment";

export interface Takes {
  take: Row[];
  left: { row: Row; why: Why }[];
}

/** never are the reasons that no person's wish overrides. */
const never = new Set<Why>(["confirmed", "skipped", "empty", "codes", "blocking", "trouble"]);

/** confirmable sorts rows into those that a confirmation of many takes in, and those that it leaves out. Also has the reasons that a person overrides. */
export function confirmable(rows: readonly Row[], also: ReadonlySet<Why> = new Set()): Takes {
  const out: Takes = { take: [], left: [] };
  for (const row of rows) {
    const why = reasons(row).find((w) => never.has(w) || !also.has(w));
    if (why) out.left.push({ row, why });
    else out.take.push(row);
  }
  return out;
}

function reasons(row: Row): Why[] {
  const { seg } = row;
  const state = seg.stand.state;
  const all: [Why, boolean][] = [
    ["skipped", !row.dirty && state === "skipped"],
    ["confirmed", !row.open],
    ["trouble", row.trouble !== undefined],
    ["empty", plain(row.text).trim() === ""],
    ["codes", row.missing.some((tag) => seg.codes?.find((c) => c.id === Number(/\d+/.exec(tag)?.[0]))?.canDelete !== true)],
    ["blocking", row.remarks.some((i) => i.severity === "blocking")],
    ["proposal", seg.stand.changes === true || (seg.stand.said ?? 0) > 0 && seg.stand.wanted === true],
    ["remark", row.remarks.length > 0],
    ["comment", seg.openComments === true],
  ];
  return all.filter(([, is]) => is).map(([w]) => w);
}

/** counted says how many are left out for each reason, in the order in which reasons come. */
export function counted(left: Takes["left"]): Map<Why, Row[]> {
  const out = new Map<Why, Row[]>();
  for (const { row, why } of left) out.set(why, [...(out.get(why) ?? []), row]);
  return out;
}

/** may says which of the reasons a person may override. */
export function mayOverride(why: Why): boolean {
  return !never.has(why);
}
