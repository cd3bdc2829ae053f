// Keys as other programs have them, where a browser leaves them to a page. What a preset lacks is as usual.

import { usual } from "../commands.ts";
import type { Preset } from "../keys.ts";

export const presets = ["usual", "matecat", "omegat", "weblate"] as const;

export type PresetName = (typeof presets)[number];

const matches = (prefix: string, count: number): Preset => Object.fromEntries(Array.from({ length: count }, (_, i) => [`take${i + 1}`, `${prefix}${i + 1}`]));
const codes = (prefix: string): Preset => Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`code${i + 1}`, `${prefix}${i + 1}`]));

const others: Record<Exclude<PresetName, "usual">, Preset> = {
  matecat: {
    confirm: "Ctrl+Enter", confirmAlike: "Alt+Enter", nextOpen: ["Ctrl+Shift+Enter", "Alt+PageDown"], next: "Ctrl+ArrowDown", previous: "Ctrl+ArrowUp",
    copySource: "Ctrl+I", nextCode: "Alt+T", concordance: "Alt+K", sheet: ["?", "Alt+H"], ...matches("Ctrl+", 9), ...codes("Ctrl+Alt+"),
  },
  omegat: {
    confirm: "Enter", confirmAlike: "Ctrl+Enter", nextOpen: "Ctrl+U", goTo: "Ctrl+J", ...matches("Ctrl+", 9), ...codes("Ctrl+Alt+"), nextCode: "Alt+T",
  },
  weblate: {
    confirm: "Ctrl+Enter", next: "Alt+PageDown", previous: "Alt+PageUp", nextOpen: "Alt+End", previousOpen: "Alt+Shift+End", copySource: "Ctrl+O", ...codes("Ctrl+"), focusFilter: ["/", "Ctrl+Alt+S"],
  },
};

/** presetKeys are the keys of a preset. */
export function presetKeys(name: PresetName): Preset {
  return name === "usual" ? usual : { ...usual, ...others[name] };
}
