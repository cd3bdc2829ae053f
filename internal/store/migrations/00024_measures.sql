-- +goose Up
-- What there was for each segment before people saw it, and how much of it they had changed when they approved it.
CREATE TABLE drafted (
    document    TEXT NOT NULL,
    locale      TEXT NOT NULL,
    run         TEXT NOT NULL,
    segment     TEXT NOT NULL,
    site        TEXT NOT NULL,
    at          TEXT NOT NULL,
    class       TEXT NOT NULL,
    score       INTEGER NOT NULL,
    engine      TEXT NOT NULL,
    repeated    INTEGER NOT NULL,
    words       INTEGER NOT NULL,
    characters  INTEGER NOT NULL,
    checks      TEXT NOT NULL,
    text        TEXT NOT NULL,
    approved_at TEXT NOT NULL DEFAULT '',
    changed     INTEGER NOT NULL DEFAULT 0,
    length      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document, locale, run, segment)
);
CREATE INDEX drafted_by_time ON drafted (at);
CREATE INDEX drafted_by_approval ON drafted (approved_at);

-- When each step of a translation opened and ended. A row without an end is of the step that is open.
CREATE TABLE step_times (
    document  TEXT NOT NULL,
    locale    TEXT NOT NULL,
    run       TEXT NOT NULL,
    round     INTEGER NOT NULL,
    step      TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    site      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    ended_at  TEXT NOT NULL DEFAULT '',
    ended     TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (document, locale, run, round, step, opened_at)
);
CREATE INDEX step_times_by_end ON step_times (ended_at);

-- +goose Down
DROP TABLE step_times;
DROP TABLE drafted;
