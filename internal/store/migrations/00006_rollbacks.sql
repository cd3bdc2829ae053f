-- +goose Up
-- The acts of people who had visitors get an earlier publication again.
CREATE TABLE rollbacks (
    site     TEXT NOT NULL,
    document TEXT NOT NULL,
    id       TEXT NOT NULL,
    at       TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (site, document, id)
);

-- +goose Down
DROP TABLE rollbacks;
