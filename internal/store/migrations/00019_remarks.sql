-- +goose Up
-- What people say about texts. Rows of these tables are added and never changed or deleted.

-- Issues of checks that people overruled. takes is the id of an earlier one that a row takes back.
CREATE TABLE dismissals (
    document    TEXT NOT NULL,
    locale      TEXT NOT NULL,
    id          TEXT NOT NULL,
    takes       TEXT NOT NULL,
    site        TEXT NOT NULL,
    scope       TEXT NOT NULL,
    at          TEXT NOT NULL,
    body        TEXT NOT NULL,
    PRIMARY KEY (document, locale, id)
);
CREATE INDEX dismissals_by_site ON dismissals (site, locale, scope, at);

-- Errors that people marked in texts.
CREATE TABLE annotations (
    document TEXT NOT NULL,
    locale   TEXT NOT NULL,
    id       TEXT NOT NULL,
    site     TEXT NOT NULL,
    run      TEXT NOT NULL,
    at       TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (document, locale, id)
);
CREATE INDEX annotations_by_site ON annotations (site, at);

-- What people said beside sentences.
CREATE TABLE comments (
    document    TEXT NOT NULL,
    locale      TEXT NOT NULL,
    id          TEXT NOT NULL,
    site        TEXT NOT NULL,
    source_hash TEXT NOT NULL,
    at          TEXT NOT NULL,
    body        TEXT NOT NULL,
    PRIMARY KEY (document, locale, id)
);
CREATE INDEX comments_by_sentence ON comments (site, source_hash, at);

-- Questions about sentences of the source, and what editors answered.
CREATE TABLE source_questions (
    question    TEXT PRIMARY KEY,
    site        TEXT NOT NULL,
    source_hash TEXT NOT NULL,
    at          TEXT NOT NULL,
    body        TEXT NOT NULL
);
CREATE INDEX source_questions_by_sentence ON source_questions (site, source_hash, at);

CREATE TABLE source_answers (
    question TEXT PRIMARY KEY,
    at       TEXT NOT NULL,
    body     TEXT NOT NULL
);

-- +goose Down
DROP TABLE source_answers;
DROP TABLE source_questions;
DROP TABLE comments;
DROP TABLE annotations;
DROP TABLE dismissals;
