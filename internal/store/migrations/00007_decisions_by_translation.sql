-- +goose Up
-- The ID of a decision is its client's to choose, so it names a decision of one translation and no other's.
CREATE TABLE decisions_by_key (
    document TEXT NOT NULL,
    locale   TEXT NOT NULL,
    decision TEXT NOT NULL,
    run      TEXT NOT NULL,
    at       TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (document, locale, decision)
);
INSERT INTO decisions_by_key (document, locale, decision, run, at, body)
    SELECT document, locale, decision, run, at, body FROM decisions;
DROP TABLE decisions;
ALTER TABLE decisions_by_key RENAME TO decisions;
CREATE INDEX decisions_by_translation ON decisions (document, locale, at);

-- +goose Down
CREATE TABLE decisions_by_id (
    decision TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    locale   TEXT NOT NULL,
    run      TEXT NOT NULL,
    at       TEXT NOT NULL,
    body     TEXT NOT NULL
);
INSERT INTO decisions_by_id (decision, document, locale, run, at, body)
    SELECT decision, document, locale, run, at, body FROM decisions WHERE 1 = 1 ON CONFLICT (decision) DO NOTHING;
DROP TABLE decisions;
ALTER TABLE decisions_by_id RENAME TO decisions;
CREATE INDEX decisions_by_translation ON decisions (document, locale, at);
