// What is wrong with a query.

/** QueryError says what is wrong, where, and by its message what to do. */
export class QueryError extends Error {
  constructor(readonly code: string, readonly at: number, readonly values: Record<string, string> = {}) {
    super(code);
  }
}
