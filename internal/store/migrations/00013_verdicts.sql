-- +goose Up
-- What reviewers of all kinds said of segments. Rows of assessments and verdicts are added and never changed or deleted;
-- current_verdicts has the latest one of each step on each segment of a run.
CREATE TABLE assessments (
    document   TEXT NOT NULL,
    locale     TEXT NOT NULL,
    assessment TEXT NOT NULL,
    run        TEXT NOT NULL,
    site       TEXT NOT NULL,
    step       TEXT NOT NULL,
    at         TEXT NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (document, locale, assessment)
);
CREATE INDEX assessments_by_site ON assessments (site, at);

CREATE TABLE verdicts (
    document   TEXT NOT NULL,
    locale     TEXT NOT NULL,
    assessment TEXT NOT NULL,
    segment    TEXT NOT NULL,
    step       TEXT NOT NULL,
    run        TEXT NOT NULL,
    at         TEXT NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (document, locale, assessment, segment, step)
);
CREATE INDEX verdicts_by_segment ON verdicts (document, locale, segment, at);

CREATE TABLE current_verdicts (
    document TEXT NOT NULL,
    locale   TEXT NOT NULL,
    run      TEXT NOT NULL,
    step     TEXT NOT NULL,
    segment  TEXT NOT NULL,
    body     TEXT NOT NULL,
    PRIMARY KEY (document, locale, run, step, segment)
);

-- +goose Down
DROP TABLE current_verdicts;
DROP TABLE verdicts;
DROP TABLE assessments;
