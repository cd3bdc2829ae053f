package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"

	_ "modernc.org/sqlite"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
)

func main() {
	ctx := context.Background()
	b, _ := os.ReadFile("/work/shared/data/tm-qa/parallel_flores.tsv")
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")
	header := strings.Split(lines[0], "\t")
	for col := 1; col < len(header); col++ {
		lang := l10n.Locale(header[col])
		os.Remove("/tmp/lang.db")
		db, _ := sql.Open("sqlite", "file:/tmp/lang.db?_txlock=immediate")
		m, err := memory.Open(ctx, db, memory.SQLite)
		if err != nil {
			panic(err)
		}
		other := l10n.Locale("en")
		if lang == "en" {
			other = "es"
		}
		if _, err := m.ImportTSV(ctx, bytes.NewReader(b), memory.ImportOptions{SourceLang: lang, Locales: []l10n.Locale{other}}); err != nil {
			panic(err)
		}
		r := rand.New(rand.NewPCG(1, 2))
		n, hit, short, shortHit := 0, 0, 0, 0
		for i := range 200 {
			f := strings.Split(lines[1+r.IntN(len(lines)-1)], "\t")
			if len(f) <= col || f[col] == "" {
				continue
			}
			rs := []rune(f[col])
			switch i % 4 {
			case 0: // drop an eighth
				k := r.IntN(len(rs) * 7 / 8)
				rs = append(rs[:k:k], rs[k+len(rs)/8:]...)
			case 1: // other characters here and there
				for range max(1, len(rs)/15) {
					rs[r.IntN(len(rs))] = rs[r.IntN(len(rs))]
				}
			case 2: // insert from elsewhere
				o := []rune(strings.Split(lines[1+r.IntN(len(lines)-1)], "\t")[col])
				k := r.IntN(len(rs))
				rs = append(rs[:k:k], append(o[:min(len(o), len(rs)/6)], rs[k:]...)...)
			case 3: // cut the end
				rs = rs[:len(rs)*4/5]
			}
			ms, err := m.Lookup(ctx, []l10n.MatchQuery{{Source: l10n.TextFragment(string(rs)), SourceLang: lang, Locale: other, MinScore: 60}})
			if err != nil {
				panic(err)
			}
			n++
			if len(ms[0]) > 0 && ms[0][0].ID == f[0] {
				hit++
			}
			// short: a memory's short segments are looked up by a short text
			_ = short
		}
		fmt.Printf("%s %d/%d  ", lang, hit, n)
		// short segments: the first 6 to 12 characters of each as its own memory
		var sb strings.Builder
		fmt.Fprintln(&sb, "id\txx\ten")
		db2, _ := sql.Open("sqlite", "file::memory:?_txlock=immediate")
		db2.SetMaxOpenConns(1)
		m2, err := memory.Open(ctx, db2, memory.SQLite)
		if err != nil {
			panic(err)
		}
		seen := map[string]bool{}
		var texts []string
		for _, l := range lines[1:] {
			f := strings.Split(l, "\t")
			if len(f) > col {
				rs := []rune(f[col])
				s := strings.TrimSpace(string(rs[:min(len(rs), 8+len(texts)%8)]))
				if !seen[s] && s != "" {
					seen[s] = true
					texts = append(texts, s)
				}
			}
		}
		var es []l10n.MemoryEntry
		for _, s := range texts {
			es = append(es, l10n.MemoryEntry{Source: l10n.TextFragment(s), Target: l10n.TextFragment("x"), SourceLang: lang, Locale: other})
		}
		if err := m2.Add(ctx, es); err != nil {
			panic(err)
		}
		for range 200 {
			want := texts[r.IntN(len(texts))]
			rs := []rune(want)
			rs[r.IntN(len(rs))] = rs[r.IntN(len(rs))]
			ms, _ := m2.Lookup(ctx, []l10n.MatchQuery{{Source: l10n.TextFragment(string(rs)), SourceLang: lang, Locale: other, MinScore: 60, Limit: 50}})
			short++
			for _, x := range ms[0] {
				if x.Source.Text() == want {
					shortHit++
					break
				}
			}
		}
		fmt.Printf("short %d/%d\n", shortHit, short)
		db.Close()
		db2.Close()
	}
}
