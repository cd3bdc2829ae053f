// A short way to make elements. Texts always go in as text.

type Child = Node | string | null | undefined | false;

/** Attributes: true sets an empty one, false and undefined leave it out. */
export type Attributes = Record<string, string | number | boolean | undefined>;

/** h makes an element. The name may have classes: "div.row.open". */
export function h<K extends keyof HTMLElementTagNameMap>(name: K | `${K}.${string}`, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = name.split(".");
  const el = document.createElement(tag as K);
  if (classes.length > 0) el.className = classes.join(" ");
  for (const [k, v] of Object.entries(attributes)) {
    if (v === true) el.setAttribute(k, "");
    else if (v !== undefined && v !== false) el.setAttribute(k, String(v));
  }
  for (const c of children) if (c !== null && c !== undefined && c !== false) el.append(c);
  return el;
}

/** button makes a button that is no form's. */
export function button(label: string, run: (e: MouseEvent) => void, attributes: Attributes = {}): HTMLButtonElement {
  const b = h("button", { type: "button", ...attributes }, label);
  b.addEventListener("click", run);
  return b;
}
