// What the parts of the editor share.

import type { Api } from "./api.ts";
import type { Opened } from "./edit/opened.ts";
import type { Keys } from "./keys.ts";
import type { List } from "./list/list.ts";
import type { Saver } from "./saver.ts";
import type { Session } from "./session.ts";

export interface App {
  readonly session: Session;
  readonly api: Api;
  readonly saver: Saver;
  readonly keys: Keys;
  readonly list: List;
  /** The field of the open row, with what belongs to it. */
  readonly opened: Opened;
  /** Places of the page that parts fill: buttons at the top, the panel at the side, the stage. */
  readonly bar: HTMLElement;
  readonly side: HTMLElement;
  readonly stage: HTMLElement;
  /** say tells people who don't see it what has happened; urgent interrupts. */
  say(text: string, urgent?: boolean): void;
}
