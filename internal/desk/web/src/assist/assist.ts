// The panel at the side of the open segment.

import type { App } from "../app.ts";

/** mountAssist fills the panel. */
export function mountAssist(app: App): void {
  app.side.hidden = true;
}
