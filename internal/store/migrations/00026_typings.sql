-- +goose Up
-- What people have typed and neither saved nor dropped: one row for each person and segment.
CREATE TABLE typings (
    document TEXT NOT NULL,
    locale   TEXT NOT NULL,
    person   TEXT NOT NULL,
    segment  TEXT NOT NULL,
    version  BIGINT NOT NULL, -- of the target that the person saw
    at       TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (document, locale, person, segment)
);
CREATE INDEX typings_by_time ON typings (at);

-- +goose Down
DROP TABLE typings;
