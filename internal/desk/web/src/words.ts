// The interface's texts. The page brings them in the reader's language; English plural forms and variables are go-i18n's.

export type Forms = string | Record<string, string>;

let messages: Record<string, Forms> = {};
let rules = new Intl.PluralRules("en");
let numbers = new Intl.NumberFormat("en");
let lang = "en";

/** useWords sets the messages and their language. */
export function useWords(language: string, all: Record<string, Forms>): void {
  messages = all;
  lang = language;
  rules = new Intl.PluralRules(language);
  numbers = new Intl.NumberFormat(language);
}

/** language is that of the interface. */
export function language(): string {
  return lang;
}

/** number writes a number as the interface's language does. */
export function number(n: number): string {
  return numbers.format(n);
}

type Value = string | number;

/** t is a message. A number among the values is written as the language does. */
export function t(id: string, values: Record<string, Value> = {}): string {
  const m = messages[id];
  return fill(typeof m === "string" ? m : (m?.other ?? id), values);
}

/** n is a message with a count, in the plural form that the language wants. */
export function n(id: string, count: number, values: Record<string, Value> = {}): string {
  const m = messages[id];
  const form = typeof m === "object" ? (m[rules.select(count)] ?? m.other ?? id) : (m ?? id);
  return fill(form, { ...values, Count: count });
}

function fill(s: string, values: Record<string, Value>): string {
  return s.replace(/{{\s*\.(\w+)\s*}}/g, (all, name: string) => {
    const v = values[name];
    return v === undefined ? all : typeof v === "number" ? number(v) : v;
  });
}

/** moment writes a time as the interface's language does. */
export function moment(iso: string | undefined): string {
  if (!iso) return "";
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  return new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "short" }).format(at);
}
