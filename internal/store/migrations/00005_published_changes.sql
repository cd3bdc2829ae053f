-- +goose Up
-- When each document's published pages changed last, counted by site, so that whoever knows a site's pages need read
-- only those that have changed since.
CREATE TABLE published_revisions (
    site     TEXT PRIMARY KEY,
    revision BIGINT NOT NULL
);

CREATE TABLE published_changes (
    site     TEXT NOT NULL,
    document TEXT NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (site, document)
);
CREATE INDEX published_changes_by_revision ON published_changes (site, revision);

-- +goose Down
DROP TABLE published_changes;
DROP TABLE published_revisions;
