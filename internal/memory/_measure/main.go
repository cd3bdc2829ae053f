package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	_ "modernc.org/sqlite"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
)

func main() {
	ctx := context.Background()
	os.Remove("/tmp/tmq.db")
	db, err := sql.Open("sqlite", "file:/tmp/tmq.db?_pragma=journal_mode(WAL)&_txlock=immediate")
	if err != nil {
		panic(err)
	}
	m, err := memory.Open(ctx, db, memory.SQLite)
	if err != nil {
		panic(err)
	}
	f, _ := os.Open("/work/shared/data/tm-qa/parallel_flores.tsv")
	res, err := m.ImportTSV(ctx, f, memory.ImportOptions{SourceLang: "en"})
	fmt.Fprintln(os.Stderr, res, err)
	f, _ = os.Open("/work/shared/data/tm-qa/tm_fuzzy_queries.jsonl")
	if err := m.SearchJSONL(ctx, f, os.Stdout, l10n.MatchQuery{SourceLang: "en", MinScore: 50}); err != nil {
		panic(err)
	}
}
