import assert from "node:assert/strict";
import { test } from "node:test";

import { assistKeys } from "../src/assist/keys.ts";
import { usual } from "../src/commands.ts";
import { OwnKeys, read } from "../src/keyboard/own.ts";
import { refused } from "../src/keyboard/owned.ts";
import { presetKeys, presets } from "../src/keyboard/presets.ts";
import { keyboardKeys } from "../src/keyboard/usual.ts";
import { listKeys } from "../src/list/keys.ts";
import { Keys, nameOf } from "../src/keys.ts";
import { MemoryStorage } from "./fixtures.ts";

const key = (key: string, code: string, modifiers = "") => ({
  key, code, ctrlKey: modifiers.includes("c"), altKey: modifiers.includes("a"), shiftKey: modifiers.includes("s"), metaKey: false,
});

test("a key has one name on all layouts", () => {
  assert.equal(nameOf(key("z", "KeyZ", "c")), "Ctrl+Z");
  assert.equal(nameOf(key("z", "KeyY", "c")), "Ctrl+Z", "German: Z stands where Y does elsewhere");
  assert.equal(nameOf(key("z", "KeyW", "c")), "Ctrl+Z", "French");
  assert.equal(nameOf(key("я", "KeyZ", "c")), "Ctrl+Z", "Russian");
  assert.equal(nameOf(key("ئ", "KeyZ", "c")), "Ctrl+Z", "Arabic");
  assert.equal(nameOf(key("&", "Digit1", "c")), "Ctrl+1", "French digits");
  assert.equal(nameOf(key("ArrowDown", "ArrowDown", "as")), "Alt+Shift+ArrowDown");
  assert.equal(nameOf(key("м", "KeyV")), "V", "a letter of the review mode");
  assert.equal(nameOf(key("?", "Slash", "s")), "?");
  assert.equal(nameOf(key("\u00a0", "Space", "cs")), "Ctrl+Shift+Space");
});

function keysWith(): Keys {
  const keys = new Keys();
  for (const id of ["confirm", "copySource", "next", "sheet"]) keys.add({ id, group: "", label: id, run: () => undefined });
  keys.use(usual);
  return keys;
}

test("a person's own keys go above a preset's, and one key calls one command", () => {
  const storage = new MemoryStorage();
  const keys = keysWith();
  const own = new OwnKeys(keys, storage);
  own.bind("copySource", "Ctrl+Enter");
  assert.equal(keys.holder("Ctrl+Enter")?.id, "copySource");
  assert.deepEqual(keys.of("confirm"), [], "the key was taken from it");
  assert.deepEqual(new OwnKeys(keysWith(), storage).choice, own.choice, "it is kept");
  own.bind("copySource", undefined);
  assert.deepEqual(keys.of("copySource"), []);
  storage.full = true;
  assert.equal(own.bind("next", "Alt+N"), false, "a browser that keeps nothing says so");
  assert.deepEqual(keys.of("next"), ["Alt+N"]);
});

test("nobody binds what belongs to the browser, to screen readers or to writing", () => {
  for (const k of ["Ctrl+W", "Ctrl+T", "Ctrl+R", "F5", "Ctrl+C"]) assert.equal(refused(k), "browser", k);
  for (const k of ["Ctrl+Alt+ArrowDown", "CapsLock", "Shift+Insert", "Ctrl+Alt+N", "Alt"]) assert.equal(refused(k), "screenReader", k);
  for (const k of ["A", "?", "Tab", "Backspace", "ArrowLeft", "Space"]) assert.equal(refused(k), "writing", k);
  for (const k of ["Ctrl+Enter", "Alt+A", "Ctrl+Alt+1", "F2", "Enter"]) assert.equal(refused(k), undefined, k);
});

test("the keys that come with the editor are free, and each calls one command", () => {
  for (const name of presets) {
    const seen = new Map<string, string>();
    for (const [id, all] of Object.entries({ ...assistKeys, ...listKeys, ...keyboardKeys, ...presetKeys(name) })) {
      for (const k of [all].flat()) {
        assert.ok(refused(k) === undefined || ["?", "/", "V", "F1"].includes(k), `${name}: ${id} ${k}`);
        assert.equal(seen.get(k), undefined, `${name}: ${k} calls ${id} too`);
        seen.set(k, id);
      }
    }
  }
});

test("a file of keys is read as far as it is one", () => {
  assert.deepEqual(read('{"preset":"omegat","own":{"confirm":["Alt+C","Ctrl+W",7],"<b>":["Alt+B"],"next":"Alt+N"}}'), { preset: "omegat", own: { confirm: ["Alt+C"] } });
  for (const s of ["", "null", "[]", "7", '{"preset":"x","own":3}', "{"]) assert.deepEqual(read(s), { preset: "usual", own: {} }, s);
});
