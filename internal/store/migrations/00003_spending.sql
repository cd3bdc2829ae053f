-- +goose Up
-- What engines were sent, in characters, by calendar month (2026-11) and run.
CREATE TABLE spending (
    provider   TEXT NOT NULL,
    month      TEXT NOT NULL,
    run        TEXT NOT NULL,
    characters BIGINT NOT NULL,
    PRIMARY KEY (provider, month, run)
);

-- +goose Down
DROP TABLE spending;
