// What the server sends of a translation, and takes. The names are those of the API (/api/v1).

/** A text with inline codes in Dragoman's notation: `a &lt; b <1>bold</1> text<2/>`. */
export type Notation = string;

export interface Code {
  id: number;
  name: string;
  paired?: boolean;
  open?: string;
  close?: string;
  /** The text that an empty code stands for, for instance a date. */
  equiv?: string;
  canDelete?: boolean;
  date?: string;
}

/** A number, a date or a variable of the source, with what the locale writes for it. */
export interface Placeable {
  text: string;
  kind: string;
  target: string;
}

export type Severity = "blocking" | "warning" | "hint";

export interface Issue {
  hash: string;
  check: string;
  type: string;
  severity: Severity;
  /** The severity in words. */
  level: string;
  label: string;
  message: string;
  /** The language of the message, where it is not the reader's. */
  lang?: string;
  /** In UTF-16 units of the target's text without codes; equal when it is about no part of it. */
  start: number;
  end: number;
  fix?: Notation;
  /** Whether people may overrule it. */
  overrule?: boolean;
  /** A word that people may add to the site's words. */
  word?: string;
}

export interface Origin {
  kind: string;
  label: string;
  engine?: string;
  score?: number;
  by?: string;
  at?: string;
  /** The source of a similar sentence, by which the memory has the text. */
  found?: string;
  detail?: string;
}

export type Mark = "empty" | "machine" | "fuzzy" | "human" | "reviewed" | "final";

export interface Target {
  text: Notation;
  version: number;
  state: string;
  /** The state in words; empty for the usual one. */
  stateLabel?: string;
  mark: Mark;
  origin: Origin;
  editedAt?: string;
}

export interface Stand {
  state: "open" | "confirmed" | "skipped" | "";
  label: string;
  by?: string;
  at?: string;
  why?: string;
  changes?: boolean;
  comment?: string;
  /** Whether it is worth a look before others. */
  wanted?: boolean;
  /** How many reviewers said something of it. */
  said?: number;
}

export interface DiffPiece {
  op: "same" | "ins" | "del";
  text: string;
}

export interface Change {
  kind: string;
  label: string;
  diff?: DiffPiece[];
  before?: Notation;
}

export interface Earlier {
  id: string;
  text: Notation;
  source?: Notation;
  by?: string;
  at?: string;
  why: string;
}

/** What a person has typed for a segment and not confirmed. */
export interface Typing {
  text: Notation;
  /** The target's version that it was typed over. */
  version: number;
  at?: string;
}

export interface Segment {
  id: string;
  n: number;
  unit: string;
  /** What the text is on the page, in the reader's language. */
  role: string;
  heading?: number;
  /** The title of a section that begins here. */
  section?: string;
  note?: string;
  source: Notation;
  codes?: Code[];
  placeables?: Placeable[];
  target: Target;
  issues?: Issue[];
  stand: Stand;
  /** The same for all segments with the same source; empty for one that is alone. */
  group?: string;
  /**
   * Whether it takes the text that a person gives to another of its group: "any" whatever it has, "same" where it had the same
   * text, "no" where somebody wrote or confirmed its own.
   */
  follow?: "any" | "same" | "no";
  words: number;
  comments?: number;
  openComments?: boolean;
  attention?: boolean;
  change?: Change;
  earlier?: Earlier[];
  maxLength?: number;
  typing?: Typing;
  typingBy?: { by: string; at: string }[];
}

export interface Counts {
  segments: number;
  open: number;
  confirmed: number;
  attention: number;
  empty: number;
  blocking: number;
}

export interface May {
  edit: boolean;
  confirm: boolean;
  approve: { ok: boolean; why?: string[] };
}

export interface Hashes {
  source: string;
  target: string;
  versions: string;
}

export interface Translation {
  document: string;
  locale: string;
  sourceLang: string;
  title: string;
  url: string;
  site: string;
  step: string;
  stepLabel: string;
  stage: string;
  stageLabel: string;
  waits: boolean;
  round: number;
  run: string;
  dir: "ltr" | "rtl";
  sourceDir: "ltr" | "rtl";
  localeName: string;
  sourceName: string;
  due?: string;
  late?: boolean;
  assignee?: string;
  message?: Message;
}

/** What somebody says to who has the step now. */
export interface Message {
  kind: "handed-over" | "sent-back";
  by?: string;
  to?: string;
  text: string;
  at?: string;
}

/** A class of segments that can be confirmed at once. */
export interface BulkClass {
  class: string;
  label: string;
  segments: number;
}

export interface Whole {
  translation: Translation;
  user: string;
  people?: string[];
  may: May;
  hashes: Hashes;
  counts: Counts;
  classes?: BulkClass[];
  /** The locale's quotation marks: outer and inner pairs. */
  quotes: string[];
  segments: Segment[];
  /** What the reader typed for sentences that the source has no more, or not in this form. */
  lost?: { segment: string; text: Notation; source: Notation; at: string; now?: string }[];
}

export interface Saved {
  segment: Segment;
  like?: Segment[];
  refused?: { segment: string; why: string; detail?: string }[];
  counts: Counts;
  classes?: BulkClass[];
  hashes: Hashes;
  may: May;
}
