-- +goose Up
CREATE TABLE blobs (
    ref  TEXT PRIMARY KEY,
    body BYTEA NOT NULL
);

-- +goose Down
DROP TABLE blobs;
