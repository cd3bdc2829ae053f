-- +goose Up
-- The segment of the document that a target stands at, where a person has confirmed it and its page is not approved yet; empty
-- for what is approved.
ALTER TABLE tm_target ADD COLUMN pending TEXT NOT NULL DEFAULT '';
CREATE INDEX tm_target_pending ON tm_target (document, locale, pending) WHERE pending <> '';

-- +goose Down
DROP INDEX tm_target_pending;
DELETE FROM tm_target WHERE pending <> '';
ALTER TABLE tm_target DROP COLUMN pending;
