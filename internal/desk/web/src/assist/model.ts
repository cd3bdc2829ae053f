// What the server sends for the panel at the side of an open segment.

import type { DiffPiece, Notation } from "../model.ts";

export interface Match {
  id: string;
  source: Notation;
  /** From the memory's source to the segment's. */
  diff: DiffPiece[];
  /** As the memory has it, and as it would be taken. */
  target: Notation;
  fitted: Notation;
  /** Whether it has the segment's codes and a likely length. */
  fits: boolean;
  ambiguous?: boolean;
  /** Whether a person has confirmed it on a page that is not approved yet. */
  unapproved?: boolean;
  score: number;
  class: string;
  label: string;
  author?: string;
  at?: string;
  page?: string;
  notes?: string[];
}

export interface Term {
  source: string;
  /** In UTF-16 units of the source's text without codes. */
  start: number;
  end: number;
  targets: { text: string; preferred?: boolean }[];
  forbidden: string[];
  note?: string;
  /** Whether it stays as it is in the source. */
  dnt?: boolean;
}

export interface Answer {
  engine: string;
  text: Notation;
  at?: string;
}

export interface Engine {
  name: string;
  asked: boolean;
  chars: number;
  /** About what asking costs, written in the reader's language. */
  money?: string;
  /** The language by way of which it translates. */
  via?: string;
  /** Why it can't be asked. */
  why?: string;
  /** Why its answer could not be used. */
  refused?: string;
}

export interface Approved {
  source?: Notation;
  diff?: DiffPiece[];
  text: Notation;
  by?: string;
  at?: string;
  /** Whether it was approved for the very source that the segment has. */
  same: boolean;
}

export interface Said {
  who: string;
  kind?: string;
  step?: string;
  outcome: string;
  label: string;
  comment?: string;
  remarks?: { category: string; severity: string; level: string; source?: string; target?: string; message?: string; better?: string }[];
  proposal?: Notation;
  at?: string;
  /** Whether it was said of another text than the one that stands. */
  earlier?: boolean;
}

export interface Help {
  matches: Match[];
  terms: Term[];
  answers: Answer[];
  engines: Engine[];
  approved: Approved[];
  said: Said[];
}

export interface Version {
  id: string;
  text: Notation;
  by?: string;
  at?: string;
  label: string;
  step?: string;
  /** Set where the text was written for another source. */
  source?: Notation;
  stands?: boolean;
}

export interface History {
  versions: Version[];
  said: Said[];
  omitted?: boolean;
}

export interface Comments {
  comments: { id: string; by: string; at: string; text?: string; question?: boolean; resolves?: boolean; mentions?: string[]; earlier?: boolean }[];
  open: boolean;
  questions: { by?: string; at: string; answer?: { text: string; by: string; at: string } }[];
  people: string[];
  asked?: boolean;
}

export interface Stretch {
  text: string;
  marked?: boolean;
}

export interface Hits {
  hits: { source: Stretch[]; target: Stretch[]; author?: string; at?: string; page?: string }[];
  more: boolean;
}
