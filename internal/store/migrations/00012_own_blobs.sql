-- +goose Up
-- Blobs that the house made itself, and those that came from outside: pages, and the files that they use. What is there
-- already counts as the house's.
ALTER TABLE blobs ADD COLUMN own INTEGER NOT NULL DEFAULT 1;

-- +goose Down
ALTER TABLE blobs DROP COLUMN own;
