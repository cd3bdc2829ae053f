-- +goose Up
CREATE TABLE runs (
    run        TEXT PRIMARY KEY,
    started_at TEXT NOT NULL,
    body       TEXT NOT NULL
);

CREATE TABLE documents (
    document TEXT PRIMARY KEY,
    body     TEXT NOT NULL
);

CREATE TABLE translations (
    document   TEXT NOT NULL,
    locale     TEXT NOT NULL,
    run        TEXT NOT NULL,
    site       TEXT NOT NULL,
    stage      TEXT NOT NULL,
    step       TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (document, locale)
);
CREATE INDEX translations_by_stage ON translations (stage, updated_at);
CREATE INDEX translations_by_run ON translations (run);

CREATE TABLE targets (
    document    TEXT NOT NULL,
    locale      TEXT NOT NULL,
    segment     TEXT NOT NULL,
    ordinal     INTEGER NOT NULL,
    version     INTEGER NOT NULL,
    body        TEXT NOT NULL,
    PRIMARY KEY (document, locale, segment)
);

-- What people approved of a document, by source hash, for the next run of the same page.
CREATE TABLE approved_targets (
    document    TEXT NOT NULL,
    locale      TEXT NOT NULL,
    segment     TEXT NOT NULL,
    source_hash TEXT NOT NULL,
    approved_at TEXT NOT NULL,
    body        TEXT NOT NULL,
    PRIMARY KEY (document, locale, segment, source_hash)
);

CREATE TABLE decisions (
    decision TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    locale   TEXT NOT NULL,
    run      TEXT NOT NULL,
    at       TEXT NOT NULL,
    body     TEXT NOT NULL
);
CREATE INDEX decisions_by_translation ON decisions (document, locale, at);

CREATE TABLE answers (
    question TEXT PRIMARY KEY,
    body     TEXT NOT NULL
);

CREATE TABLE published_pages (
    site        TEXT NOT NULL,
    document    TEXT NOT NULL,
    locale      TEXT NOT NULL,
    source_url  TEXT NOT NULL,
    publication TEXT NOT NULL,
    pending     INTEGER NOT NULL,
    body        TEXT NOT NULL,
    PRIMARY KEY (site, document, locale)
);
CREATE INDEX published_by_source ON published_pages (site, source_url);

-- +goose Down
DROP TABLE published_pages;
DROP TABLE answers;
DROP TABLE decisions;
DROP TABLE approved_targets;
DROP TABLE targets;
DROP TABLE translations;
DROP TABLE documents;
DROP TABLE runs;
