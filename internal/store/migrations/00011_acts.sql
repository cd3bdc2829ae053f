-- +goose Up
-- The acts that were done, so that each is done once, and those that the house has charged itself with.
CREATE TABLE acts (
    act       TEXT PRIMARY KEY,
    digest    TEXT NOT NULL,
    execution TEXT NOT NULL,
    at        TEXT NOT NULL
);

-- +goose Down
DROP TABLE acts;
