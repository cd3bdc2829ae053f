// The keyboard: the sheet and a person's own keys, characters that keyboards lack, and the review mode.

import type { App } from "../app.ts";
import { OwnKeys } from "./own.ts";
import { ReviewMode } from "./review.ts";
import { mountSheet } from "./sheet.ts";
import { mountSigns } from "./signs.ts";
import { keyboardKeys } from "./usual.ts";

/** mountKeyboard adds them. All other commands are there by then. */
export function mountKeyboard(app: App): void {
  app.keys.addDefaults(keyboardKeys);
  mountSigns(app);
  new ReviewMode(app);
  mountSheet(app, new OwnKeys(app.keys, localStorage));
}
