-- +goose Up
-- Published sentences that people found wrong. Rows are added and never changed or deleted.
CREATE TABLE corrections (
    run         TEXT NOT NULL,
    document    TEXT NOT NULL,
    locale      TEXT NOT NULL,
    segment     TEXT NOT NULL,
    at          TEXT NOT NULL,
    body        TEXT NOT NULL,
    PRIMARY KEY (run, document, locale, segment)
);
CREATE INDEX corrections_by_translation ON corrections (document, locale, at);

-- +goose Down
DROP TABLE corrections;
