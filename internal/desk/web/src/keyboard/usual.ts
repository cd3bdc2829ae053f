// The usual keys of the sheet, of signs and of the review.

import type { Preset } from "../keys.ts";

export const keyboardKeys: Preset = {
  sheet: ["?", "F1", "Alt+H"], review: ["V", "Ctrl+Alt+V"], signs: "Ctrl+Alt+M", invisibles: "Alt+Shift+P",
  signquotes: "Alt+Shift+Q", signinnerQuotes: "Alt+Shift+W", signnbsp: "Ctrl+Shift+Space", signnnbsp: "Alt+Shift+S", signenDash: "Alt+Shift+N", signemDash: "Alt+Shift+M",
  signlrm: "Alt+Shift+L", signrlm: "Alt+Shift+R", signisolate: "Alt+Shift+I",
};
