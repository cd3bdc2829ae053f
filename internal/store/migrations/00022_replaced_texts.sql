-- +goose Up
-- Texts that nobody wrote and that another text has taken the place of: what a person wrote is in kept_texts. Rows are added
-- and never changed or deleted.
CREATE TABLE replaced_texts (
    document TEXT NOT NULL,
    locale   TEXT NOT NULL,
    segment  TEXT NOT NULL,
    replaced TEXT NOT NULL,
    at       TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (document, locale, segment, replaced)
);

-- +goose Down
DROP TABLE replaced_texts;
