// The page as it will be, beside the list.

import type { App } from "../app.ts";

/** mountStage fills the stage. */
export function mountStage(app: App): void {
  app.stage.hidden = true;
}
