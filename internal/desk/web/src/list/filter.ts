// The filter: which rows are shown. What it shows stays until it is asked again, whatever becomes of the rows meanwhile.

import { Emitter } from "../emitter.ts";
import type { Row, Session } from "../session.ts";
import type { List } from "./list.ts";
import { matcher, sectionsOf, type Surroundings } from "./query/match.ts";
import { QueryError } from "./query/fault.ts";
import { parse } from "./query/parse.ts";

export interface Shown {
  query: string;
  rows: Row[];
}

export class Filter extends Emitter<{ shown: Shown }> {
  query = "";
  #rows: Row[];
  readonly #sections: Map<string, string>;

  constructor(private readonly session: Session, private readonly list: List) {
    super();
    this.#rows = session.rows;
    this.#sections = sectionsOf(session.rows);
  }

  /** The rows that are shown. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** find lists the rows of a query as they are now. It throws a QueryError for what can't be read. */
  find(query: string): Row[] {
    return this.session.rows.filter(matcher(parse(query), this.#around()));
  }

  /** show shows the rows of a query. */
  show(query: string): void {
    const rows = this.find(query);
    this.query = query.trim();
    this.#rows = rows;
    this.list.show(rows);
    this.emit("shown", { query: this.query, rows });
  }

  /** stray counts the rows that are shown and that the query is no longer about. */
  stray(): number {
    if (this.query === "") return 0;
    const f = matcher(parse(this.query), this.#around());
    return this.#rows.filter((r) => !f(r)).length;
  }

  /** sectionOf is the title of the page's section that a row stands in. */
  sectionOf(r: Row): string {
    return this.#sections.get(r.id) ?? "";
  }

  #around(): Surroundings {
    return { now: Date.now(), section: (r) => this.sectionOf(r), like: (r) => this.session.like(r).length };
  }
}

/** errorIn returns what is wrong with a query, or nothing. */
export function errorIn(query: string): QueryError | undefined {
  try {
    parse(query);
    return undefined;
  } catch (e) {
    if (e instanceof QueryError) return e;
    throw e;
  }
}
