// What the editor and the frame that shows the page say to each other. Each side believes only messages of the other's
// window that carry the name of this showing, and only what has the form that is written here.

import type { Part } from "../fragment.ts";

/** How a unit looks on the page, as the server says. */
export interface ShownUnit {
  first: string;
  last: string;
  html?: string;
  inTag?: boolean;
  attribute?: string;
  text?: string;
}

/** A segment that stands in a tag: in an attribute, as the text of an element without markup (""), or in data ("{}"). */
export interface InTag {
  segment: string;
  attribute: string;
  element: string;
  /** What a meta element speaks of. */
  says: string;
  /** Whether something of it is shown on the page, such as the picture that it describes. */
  shown: boolean;
}

/** The ways in which a text has no room. */
export const faults = ["cut", "out", "wide", "lines"] as const;
export type Fault = (typeof faults)[number];

/** Tight is a text that has no room: cut off by its box, out of it, wider than the page, or a button's in several lines. */
export interface Tight {
  segment: string;
  fault: Fault;
  /** By how many pixels, or how many lines. */
  by: number;
  /** The element whose box it is. */
  element: string;
}

export type ToFrame =
  | { do: "light"; segment: string; scroll: boolean }
  | { do: "text"; segment: string; codes: Record<string, string>; shown: Part[]; now: Part[] }
  | { do: "unit"; unit: ShownUnit; segments: string[] }
  | { do: "measure" };

export type FromFrame =
  | { is: "ready"; found: string[]; tags: InTag[] }
  | { is: "clicked"; segment: string }
  | { is: "tight"; list: Tight[] }
  /** The page can't be changed in place; the editor loads it again. */
  | { is: "stale"; segment: string }
  | { is: "written"; segment: string }
  /** A person wants back to the list. */
  | { is: "left" };

export type Named<M> = M & { marks: string };

/** newName makes a name that no page can know. */
export function newName(): string {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  return Array.from(crypto.getRandomValues(new Uint8Array(24)), (b) => letters[b % 26]).join("");
}

type Checker = (v: unknown) => boolean;

const isString: Checker = (v) => typeof v === "string" && v.length < 200_000;
const isNumber: Checker = (v) => typeof v === "number" && Number.isFinite(v);
const isBoolean: Checker = (v) => typeof v === "boolean";
const listOf = (of: Checker): Checker => (v) => Array.isArray(v) && v.length < 100_000 && v.every(of);
const oneOf = (...all: readonly string[]): Checker => (v) => all.includes(v as string);
const record = (fields: Record<string, Checker>): Checker => (v) =>
  typeof v === "object" && v !== null && Object.entries(fields).every(([k, of]) => of((v as Record<string, unknown>)[k]));

const fromFrame: Record<FromFrame["is"], Checker> = {
  ready: record({ found: listOf(isString), tags: listOf(record({ segment: isString, attribute: isString, element: isString, says: isString, shown: isBoolean })) }),
  clicked: record({ segment: isString }),
  tight: record({ list: listOf(record({ segment: isString, fault: oneOf(...faults), by: isNumber, element: isString })) }),
  stale: record({ segment: isString }),
  written: record({ segment: isString }),
  left: () => true,
};

/** readFromFrame reads a message of the frame, and gives nothing for what is none. */
export function readFromFrame(data: unknown, marks: string): FromFrame | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const m = data as Partial<Named<FromFrame>>;
  if (m.marks !== marks || typeof m.is !== "string" || !Object.hasOwn(fromFrame, m.is)) return undefined;
  return fromFrame[m.is](m) ? (m as FromFrame) : undefined;
}

const isPart: Checker = (v) =>
  record({ kind: oneOf("text"), text: isString })(v) || record({ kind: oneOf("open", "close", "empty"), id: isNumber })(v);

const maybe = (of: Checker): Checker => (v) => v === undefined || of(v);

const toFrame: Record<ToFrame["do"], Checker> = {
  light: record({ segment: isString, scroll: isBoolean }),
  text: record({ segment: isString, codes: (v) => typeof v === "object" && v !== null && Object.values(v).every(isString), shown: listOf(isPart), now: listOf(isPart) }),
  unit: record({
    segments: listOf(isString),
    unit: record({ first: isString, last: isString, html: maybe((v) => typeof v === "string"), inTag: maybe(isBoolean), attribute: maybe(isString), text: maybe(isString) }),
  }),
  measure: () => true,
};

/** readToFrame reads a message of the editor, and gives nothing for what is none. */
export function readToFrame(data: unknown, marks: string): ToFrame | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  const m = data as Partial<Named<ToFrame>>;
  if (m.marks !== marks || typeof m.do !== "string" || !Object.hasOwn(toFrame, m.do)) return undefined;
  return toFrame[m.do](m) ? (m as ToFrame) : undefined;
}
