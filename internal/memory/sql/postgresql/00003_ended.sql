-- +goose Up
-- Who took an entry out of the memory, and why. What is merely superseded has neither.
ALTER TABLE tm_target ADD COLUMN ended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE tm_target ADD COLUMN ended_why TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE tm_target DROP COLUMN ended_why;
ALTER TABLE tm_target DROP COLUMN ended_by;
