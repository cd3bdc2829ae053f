// What belongs to the list: the filter, and what is done with many segments at once.

import type { App } from "../app.ts";
import { mountClasses } from "./bulk.ts";
import { Filter } from "./filter.ts";
import { mountFindBar } from "./findbar.ts";
import { mountGoTo } from "./goto.ts";
import { listKeys } from "./keys.ts";
import { mountLikeBox } from "./likebox.ts";
import { Range } from "./range.ts";
import { mountRangeBar } from "./rangebar.ts";
import { mountReplace } from "./replacebox.ts";

/** mountList adds all that belongs to the list. The first segment is open by then. */
export function mountList(app: App): void {
  const filter = new Filter(app.session, app.list);
  const range = new Range(app.session, app.list);
  app.keys.addDefaults(listKeys);
  mountLikeBox(app);
  mountFindBar(app, filter);
  mountRangeBar(app, range);
  mountReplace(app, filter, range);
  mountGoTo(app, filter);
  mountClasses(app);
  filter.on("shown", () => range.size > 0 && range.clear());
  if (app.session.current) app.session.emit("row", app.session.current);
}
