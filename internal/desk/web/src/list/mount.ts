// What belongs to the list: the filter, and what is done with many segments at once.

import type { App } from "../app.ts";
import { Filter } from "./filter.ts";
import { mountFindBar } from "./findbar.ts";

/** mountList adds all that belongs to the list. The first segment is open by then. */
export function mountList(app: App): void {
  const filter = new Filter(app.session, app.list);
  mountFindBar(app, filter);
}
