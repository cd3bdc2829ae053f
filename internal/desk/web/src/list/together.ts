// Segments that say the same: who takes the text that a person gives to one of them. The rule is the server's (Segment.follow).

import { plain } from "../fragment.ts";
import type { Row, Session } from "../session.ts";

const setting = "dragoman:together";

/** together says whether the person confirms like ones together. */
export function together(): boolean {
  try {
    return localStorage.getItem(setting) === "yes";
  } catch {
    return false;
  }
}

export function setTogether(on: boolean): void {
  try {
    localStorage.setItem(setting, on ? "yes" : "no");
  } catch {
    // it is as it is without a setting
  }
}

/** Rows that say the same, by what becomes of them when one is confirmed. */
export interface Alike {
  follow: Row[];
  /** Those that somebody wrote or confirmed otherwise: they stay. */
  stay: Row[];
}

/** alike sorts the rows that say the same as one. */
export function alike(session: Session, row: Row): Alike {
  const out: Alike = { follow: [], stay: [] };
  for (const r of session.like(row)) {
    if (follows(r, row)) out.follow.push(r);
    else out.stay.push(r);
  }
  return out;
}

function follows(r: Row, row: Row): boolean {
  if (r.dirty && r.text !== row.text) return false; // somebody types there
  if (r.text === row.text || plain(r.text).trim() === "") return true;
  switch (r.seg.follow) {
    case "any": return true;
    case "same": return r.text === row.seg.target.text;
    default: return false;
  }
}
