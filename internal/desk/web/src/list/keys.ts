// The usual keys of the list.

import type { Preset } from "../keys.ts";

export const listKeys: Preset = {
  focusFilter: ["/", "Ctrl+Alt+S"], replace: "Ctrl+Alt+E", goTo: "Alt+Shift+G", classes: "Ctrl+Alt+B",
  extendDown: "Alt+Shift+ArrowDown", extendUp: "Alt+Shift+ArrowUp", chooseAll: "Ctrl+Alt+A", chooseThis: "Alt+Shift+Space", confirmRange: "Alt+Shift+Enter", leaveRange: "Escape",
};
