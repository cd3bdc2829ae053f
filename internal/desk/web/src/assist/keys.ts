// The usual keys of the panel.

import type { Preset } from "../keys.ts";

export const assistKeys: Preset = {
  ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`take${i + 1}`, `Ctrl+Alt+${i + 1}`])),
  nextTerm: "Alt+G", askEngines: "Alt+A", concordance: "Alt+K", comment: "Alt+M", overrule: "Alt+O", side: "Alt+J",
};
