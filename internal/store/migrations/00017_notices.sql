-- +goose Up
-- What people and programs were told of steps that wait, so that each is told once; and who is away.
CREATE TABLE notices (
    id       TEXT PRIMARY KEY,
    document TEXT NOT NULL,
    locale   TEXT NOT NULL,
    at       TEXT NOT NULL,
    body     TEXT NOT NULL
);
CREATE INDEX notices_by_translation ON notices (document, locale, at);

-- Rows of this table are added and never changed or deleted.
CREATE TABLE absences (
    id   TEXT PRIMARY KEY,
    at   TEXT NOT NULL,
    body TEXT NOT NULL
);

-- +goose Down
DROP TABLE absences;
DROP TABLE notices;
