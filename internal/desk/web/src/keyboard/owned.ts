// Keys that belong to the browser, the system or a screen reader.

/** Keys that browsers keep to themselves, or that close what a person works at. Nobody may bind them. */
const reserved = new Set([
  "Ctrl+N", "Ctrl+T", "Ctrl+W", "Ctrl+Q", "Ctrl+Shift+N", "Ctrl+Shift+T", "Ctrl+Shift+W", "Ctrl+Shift+P", "Ctrl+Shift+Q", "Ctrl+Tab", "Ctrl+Shift+Tab", "Ctrl+F4", "Alt+F4",
  "Ctrl+R", "Ctrl+Shift+R", "Ctrl+L", "Ctrl+P", "Ctrl+F", "F3", "F5", "Ctrl+F5", "F6", "F7", "F10", "F11", "F12", "Ctrl+Shift+I", "Ctrl+Shift+J", "Ctrl+Shift+C",
  "Alt+D", "Alt+F", "Alt+E", "Alt+Home", "Alt+ArrowLeft", "Alt+ArrowRight", "Alt+Tab", "Alt+Shift+Tab", "Ctrl+Shift+Delete",
  "Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+Shift+V", "Ctrl+A", "Ctrl+Backspace", "Ctrl+Delete", "Ctrl+ArrowLeft", "Ctrl+ArrowRight", "Ctrl+Shift+ArrowLeft", "Ctrl+Shift+ArrowRight",
  "Ctrl+Home", "Ctrl+End", "Ctrl+Shift+Home", "Ctrl+Shift+End", "Ctrl+-", "Ctrl+=", "Ctrl++",
]);

/** Keys of screen readers: cells of tables, virtual cursors, and the keys that open their menus. */
const screenReaders = /^(?:Ctrl\+Alt\+(?:Shift\+)?(?:Arrow\w+|Home|End|F\d|N)|.*\b(?:Insert|CapsLock|NumLock|ScrollLock|ContextMenu|Meta|OS|Fn)\b.*|Ctrl|Alt|Shift|Control\+Ctrl\+.*|Control\+Alt\+.*)$/;

/** Keys by which people move in a text or leave it. */
const editing = new Set(["Tab", "Shift+Tab", "Backspace", "Delete", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown", "Shift+ArrowLeft", "Shift+ArrowRight",
  "Shift+ArrowUp", "Shift+ArrowDown", "Shift+Home", "Shift+End", "Shift+Delete", "Shift+Backspace"]);

export type Refusal = "browser" | "screenReader" | "writing";

/** refused says why a person may not bind a key, or nothing. */
export function refused(key: string): Refusal | undefined {
  if (screenReaders.test(key)) return "screenReader";
  if (reserved.has(key)) return "browser";
  if (plainKey(key) || editing.has(key) || key === "Space" || key === "Shift+Space") return "writing";
  return undefined;
}

/** plainKey reports whether a key writes a character. */
export function plainKey(key: string): boolean {
  return key === "Space" || Array.from(key).length === 1;
}

/** browsers reports whether a browser does something with a key outside text fields, which stays so. */
export function browsers(key: string): boolean {
  return /^Ctrl\+(?:\d|[A-Z]|[-+=])$/.test(key) || /^Ctrl\+Shift\+[A-Z]$/.test(key) || /^F\d+$/.test(key) || reserved.has(key);
}
