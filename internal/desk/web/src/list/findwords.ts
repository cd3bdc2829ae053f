// What the filter says: meanings of fields and values, and what to do about mistakes.

import { t } from "../words.ts";
import type { QueryError } from "./query/fault.ts";

const meanings: Record<string, string> = {
  "field.state": "editor.find.field.state", "field.has": "editor.find.field.has", "field.source": "editor.find.field.source", "field.target": "editor.find.field.target",
  "field.words": "editor.find.field.words", "field.changed": "editor.find.field.changed", "field.by": "editor.find.field.by", "field.remark": "editor.find.field.remark",
  "field.section": "editor.find.field.section", "field.role": "editor.find.field.role", "field.origin": "editor.find.field.origin", "field.note": "editor.find.field.note",
  "field.number": "editor.find.field.number", "field.comments": "editor.find.field.comments",
  "state.open": "editor.find.state.open", "state.confirmed": "editor.find.state.confirmed", "state.skipped": "editor.find.state.skipped", "state.typed": "editor.find.state.typed",
  "state.empty": "editor.find.state.empty", "state.machine": "editor.find.state.machine", "state.fuzzy": "editor.find.state.fuzzy", "state.human": "editor.find.state.human",
  "state.reviewed": "editor.find.state.reviewed", "state.final": "editor.find.state.final", "state.trouble": "editor.find.state.trouble", "state.wanted": "editor.find.state.wanted",
  "has.remark": "editor.find.has.remark", "has.blocking": "editor.find.has.blocking", "has.warning": "editor.find.has.warning", "has.comment": "editor.find.has.comment",
  "has.question": "editor.find.has.question", "has.code": "editor.find.has.code", "has.note": "editor.find.has.note", "has.change": "editor.find.has.change",
  "has.earlier": "editor.find.has.earlier", "has.like": "editor.find.has.like", "has.figure": "editor.find.has.figure", "has.proposal": "editor.find.has.proposal",
  "has.writer": "editor.find.has.writer",
};

/** meaning is what a suggestion of the filter stands for. */
export function meaning(key: string): string {
  const id = meanings[key];
  return id === undefined ? "" : t(id);
}

const faults: Record<string, string> = {
  long: "editor.find.fault.long", deep: "editor.find.fault.deep", closing: "editor.find.fault.closing", open: "editor.find.fault.open", more: "editor.find.fault.more",
  slash: "editor.find.fault.slash", quote: "editor.find.fault.quote", field: "editor.find.fault.field", value: "editor.find.fault.value", choice: "editor.find.fault.choice",
  number: "editor.find.fault.number", age: "editor.find.fault.age", regex: "editor.find.fault.regex", regexLong: "editor.find.fault.regexLong", regexSlow: "editor.find.fault.regexSlow",
};

/** faultOf says what is wrong with a query, and what to do. */
export function faultOf(e: QueryError): string {
  const near = e.values["Near"] ? ` ${t("editor.find.fault.near", { Near: e.values["Near"] })}` : "";
  return t(faults[e.code] ?? "editor.find.fault.more", e.values) + near;
}
