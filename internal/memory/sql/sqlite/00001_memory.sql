-- +goose Up
CREATE TABLE tm_state (
	id INTEGER PRIMARY KEY,
	last_source INTEGER NOT NULL,
	last_target INTEGER NOT NULL,
	indexed INTEGER NOT NULL -- sources up to here are in tm_gram
);
INSERT INTO tm_state VALUES (1, 0, 0, 0);

CREATE TABLE tm_source (
	id INTEGER PRIMARY KEY,
	lang TEXT NOT NULL,      -- language and script, for instance en-Latn
	exact INTEGER NOT NULL,  -- hash of lang and body
	loose INTEGER NOT NULL,  -- the same with codes left out and numbers and addresses masked
	body TEXT NOT NULL       -- in l10n.Fragment's notation, codes numbered in their order
);
CREATE INDEX tm_source_exact ON tm_source (exact);
CREATE INDEX tm_source_loose ON tm_source (loose);

CREATE TABLE tm_target (
	id INTEGER PRIMARY KEY,
	source INTEGER NOT NULL,
	lang TEXT NOT NULL,
	superseded INTEGER NOT NULL, -- Unix milliseconds, 0 for what stands
	context INTEGER NOT NULL,    -- hash of the neighbours and the role, 0 when unknown
	site TEXT NOT NULL,
	body TEXT NOT NULL,
	source_locale TEXT NOT NULL,
	locale TEXT NOT NULL,
	quality INTEGER NOT NULL,
	changed INTEGER NOT NULL,    -- Unix milliseconds
	name TEXT NOT NULL,          -- the unit's name in the file that it came from
	author TEXT NOT NULL,
	run TEXT NOT NULL,
	document TEXT NOT NULL,
	prev TEXT NOT NULL,
	next TEXT NOT NULL,
	element TEXT NOT NULL
);
CREATE INDEX tm_target_source ON tm_target (source, lang, superseded);

CREATE TABLE tm_gram (
	gram INTEGER NOT NULL,   -- hash of a language and a gram
	block INTEGER NOT NULL,  -- source id >> 16
	n INTEGER NOT NULL,      -- how many ids
	ids BLOB NOT NULL,       -- their low 16 bits, ascending, as varint differences
	PRIMARY KEY (gram, block)
) WITHOUT ROWID;

-- How many sources have a gram: what tells the rare grams of a query from the common ones.
CREATE TABLE tm_gram_count (
	gram INTEGER PRIMARY KEY,
	n INTEGER NOT NULL
);

-- +goose Down
DROP TABLE tm_gram_count;
DROP TABLE tm_gram;
DROP TABLE tm_target;
DROP TABLE tm_source;
DROP TABLE tm_state;
