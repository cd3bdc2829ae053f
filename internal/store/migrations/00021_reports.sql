-- +goose Up
-- What reports count verdicts and answers by, so that no body has to be read for one.
ALTER TABLE verdicts ADD COLUMN site TEXT NOT NULL DEFAULT '';
ALTER TABLE verdicts ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE verdicts ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE verdicts ADD COLUMN why TEXT NOT NULL DEFAULT '';
ALTER TABLE verdicts ADD COLUMN shadow INTEGER NOT NULL DEFAULT 0;
ALTER TABLE verdicts ADD COLUMN source_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE verdicts ADD COLUMN target_hash TEXT NOT NULL DEFAULT '';
-- severity is that of the worst issue that the text had when the verdict was given.
ALTER TABLE verdicts ADD COLUMN severity INTEGER NOT NULL DEFAULT 0;
-- rewrites is the hash of the text in whose place a person wrote another; changed of its length characters differ.
ALTER TABLE verdicts ADD COLUMN rewrites TEXT NOT NULL DEFAULT '';
ALTER TABLE verdicts ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE verdicts ADD COLUMN length INTEGER NOT NULL DEFAULT 0;
-- inherited verdicts were given in an earlier run, where they are counted.
ALTER TABLE verdicts ADD COLUMN inherited INTEGER NOT NULL DEFAULT 0;
CREATE INDEX verdicts_by_site ON verdicts (site, at);
-- A report looks up what people and rules said of a segment after each machine's verdict.
CREATE INDEX verdicts_by_kind ON verdicts (document, locale, segment, kind, at);

ALTER TABLE assessments ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE assessments ADD COLUMN shadow INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assessments ADD COLUMN dropped INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assessments ADD COLUMN malformed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assessments ADD COLUMN characters INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assessments ADD COLUMN input INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assessments ADD COLUMN output INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assessments ADD COLUMN amount DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE assessments ADD COLUMN currency TEXT NOT NULL DEFAULT '';

CREATE INDEX kept_texts_by_segment ON kept_texts (document, locale, segment, at);

-- +goose Down
DROP INDEX kept_texts_by_segment;
ALTER TABLE assessments DROP COLUMN currency;
ALTER TABLE assessments DROP COLUMN amount;
ALTER TABLE assessments DROP COLUMN output;
ALTER TABLE assessments DROP COLUMN input;
ALTER TABLE assessments DROP COLUMN characters;
ALTER TABLE assessments DROP COLUMN malformed;
ALTER TABLE assessments DROP COLUMN dropped;
ALTER TABLE assessments DROP COLUMN shadow;
ALTER TABLE assessments DROP COLUMN kind;
DROP INDEX verdicts_by_kind;
DROP INDEX verdicts_by_site;
ALTER TABLE verdicts DROP COLUMN inherited;
ALTER TABLE verdicts DROP COLUMN length;
ALTER TABLE verdicts DROP COLUMN changed;
ALTER TABLE verdicts DROP COLUMN rewrites;
ALTER TABLE verdicts DROP COLUMN severity;
ALTER TABLE verdicts DROP COLUMN target_hash;
ALTER TABLE verdicts DROP COLUMN source_hash;
ALTER TABLE verdicts DROP COLUMN shadow;
ALTER TABLE verdicts DROP COLUMN why;
ALTER TABLE verdicts DROP COLUMN outcome;
ALTER TABLE verdicts DROP COLUMN kind;
ALTER TABLE verdicts DROP COLUMN site;
