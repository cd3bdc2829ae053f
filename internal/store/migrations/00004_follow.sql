-- +goose Up
-- Changes of a document's source that an editor declared to be none of its meaning.
CREATE TABLE same_meanings (
    document TEXT NOT NULL,
    new_hash TEXT NOT NULL,
    at       TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (document, new_hash)
);

-- The sources that are watched, what the looks at them found, and which findings are an editor's to judge.
CREATE TABLE watches (
    site TEXT PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE looks (
    site TEXT NOT NULL,
    at   TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (site, at)
);

CREATE TABLE findings (
    site     TEXT NOT NULL,
    document TEXT NOT NULL,
    found_at TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (site, document)
);

-- +goose Down
DROP TABLE findings;
DROP TABLE looks;
DROP TABLE watches;
DROP TABLE same_meanings;
