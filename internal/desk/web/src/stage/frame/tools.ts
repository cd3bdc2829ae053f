// The document's own functions, taken before the page can put others in their places: an element named "createRange" would
// be what document.createRange is, and a field named "parentNode" what its form's parent is.

/* eslint-disable @typescript-eslint/unbound-method -- each is called on what it is for */

const doc = document;

export const root = doc.documentElement;
export const newRange = doc.createRange.bind(doc);
export const newText = doc.createTextNode.bind(doc);
export const newFragment = doc.createDocumentFragment.bind(doc);
export const newWalker = doc.createTreeWalker.bind(doc);
export const sheets = doc.adoptedStyleSheets;

function getter(of: object, name: string): (n: Node) => unknown {
  const get = Object.getOwnPropertyDescriptor(of, name)?.get;
  return (n) => get?.call(n) as unknown;
}

export const parentOf = getter(Node.prototype, "parentNode") as (n: Node) => Node | null;
export const nextOf = getter(Node.prototype, "nextSibling") as (n: Node) => Node | null;
export const firstOf = getter(Node.prototype, "firstChild") as (n: Node) => Node | null;
export const nameOf = getter(Element.prototype, "localName") as (n: Node) => string;

const { getAttribute, setAttribute, removeAttribute, getBoundingClientRect } = Element.prototype;
const { cloneNode, compareDocumentPosition } = Node.prototype;

export const attribute = (el: Element, name: string): string | null => getAttribute.call(el, name);
export const setAttr = (el: Element, name: string, value: string): void => setAttribute.call(el, name, value);
export const dropAttr = (el: Element, name: string): void => removeAttribute.call(el, name);
export const boxOf = (el: Element): DOMRect => getBoundingClientRect.call(el);
export const copy = <N extends Node>(n: N, deep: boolean): N => cloneNode.call(n, deep) as N;

/** follows says whether b comes after a in the document. */
export const follows = (a: Node, b: Node): boolean => (compareDocumentPosition.call(a, b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** elementOf is the element that a node is, or is in. */
export function elementOf(n: Node | null): Element | null {
  for (let at = n; at !== null; at = parentOf(at)) if (at instanceof Element) return at;
  return null;
}
