-- +goose Up
-- Changes of the house's files that people had the desk write. Rows are added and never changed or deleted.
CREATE TABLE file_changes (
    id   TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    at   TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX file_changes_by_file ON file_changes (file, at);

-- +goose Down
DROP TABLE file_changes;
