-- +goose Up
-- What people wrote or signed for a segment. Rows are added and never changed or deleted.
CREATE TABLE kept_texts (
    document    TEXT NOT NULL,
    locale      TEXT NOT NULL,
    kept        TEXT NOT NULL,
    segment     TEXT NOT NULL,
    source_hash TEXT NOT NULL,
    at          TEXT NOT NULL,
    ordinal     INTEGER NOT NULL,
    body        TEXT NOT NULL,
    PRIMARY KEY (document, locale, kept)
);
CREATE INDEX kept_texts_in_order ON kept_texts (document, locale, at, ordinal);

-- +goose Down
DROP TABLE kept_texts;
