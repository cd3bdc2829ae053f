-- +goose Up
-- Words that people have added to a site's own dictionary. Rows are added and never changed or deleted. takes is the id of an
-- earlier one that a row takes back.
CREATE TABLE site_words (
    site     TEXT NOT NULL,
    id       TEXT NOT NULL,
    language TEXT NOT NULL,
    takes    TEXT NOT NULL,
    at       TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (site, id)
);
CREATE INDEX site_words_by_language ON site_words (site, language, at);

-- +goose Down
DROP TABLE site_words;
