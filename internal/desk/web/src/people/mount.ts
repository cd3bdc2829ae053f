// Other people, and one's own work of earlier.

import type { App } from "../app.ts";
import { mountHandOver } from "./handover.ts";
import { mountLost } from "./lost.ts";
import { Stream } from "./stream.ts";
import { mountWho } from "./who.ts";

/** mountPeople adds them. */
export function mountPeople(app: App): void {
  mountHandOver(app);
  mountWho(app, new Stream(app));
  mountLost(app);
}
