package memory

import (
	"bufio"
	"context"
	"database/sql"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/pgtest"
)

var (
	benchUnits  = flag.Int("units", 20_000, "how many units the benchmarked memory holds")
	benchCorpus = flag.String("corpus", "",
		"a file with a sentence a line to fill it with; without one, an invented language is used")
)

// sentences returns n different texts: of the corpus, or of an invented language whose words are as unevenly frequent
// as those of a real one.
func sentences(tb testing.TB, n int) []string {
	tb.Helper()
	if *benchCorpus != "" {
		return readCorpus(tb, n)
	}
	r := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ka ri to men sa lu per no vi es tan gor mi del fa bri cho un wen qua ost ire lem pa du " +
		"zin re mar ol ty")
	words := make([]string, 60_000)
	for i := range words {
		for range 1 + r.IntN(2) + min(2, i/300) {
			words[i] += syllables[r.IntN(len(syllables))]
		}
	}
	zipf := rand.NewZipf(r, 1.15, 8, uint64(len(words)-1))
	seen := map[string]bool{}
	out := make([]string, 0, n)
	for len(out) < n {
		var b strings.Builder
		for i := range 4 + int(r.ExpFloat64()*12) {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(words[zipf.Uint64()])
		}
		if s := b.String() + "."; !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

func readCorpus(tb testing.TB, n int) []string {
	f, err := os.Open(*benchCorpus)
	if err != nil {
		tb.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var out []string
	for sc := bufio.NewScanner(f); sc.Scan() && len(out) < n; {
		out = append(out, sc.Text())
	}
	if len(out) < n {
		tb.Fatalf("the corpus has only %d lines", len(out))
	}
	return out
}

// edited returns texts changed as pages change: a typing error, a word added, removed or replaced, or the end cut off.
func edited(from []string, n int) []string {
	r := rand.New(rand.NewPCG(3, 4))
	out := make([]string, 0, n)
	for i := range n {
		w := strings.Fields(from[r.IntN(len(from))])
		k := r.IntN(len(w))
		other := strings.Fields(from[r.IntN(len(from))])[0]
		switch i % 5 {
		case 0:
			rs := []rune(w[k])
			rs[r.IntN(len(rs))] = 'x'
			w[k] = string(rs)
		case 1:
			w = slices.Insert(w, k, other)
		case 2:
			w = slices.Delete(w, k, k+1)
		case 3:
			w[k] = other
		case 4:
			w = w[:max(1, len(w)*4/5)]
		}
		out = append(out, strings.Join(w, " "))
	}
	return out
}

// BenchmarkMillion measures a memory of -units units: how long it takes to build, and to find edited texts and exact
// ones. For comparison the same run measures a scan of all texts and, on PostgreSQL, pg_trgm. Run it on one core with
//
//	go test ./internal/memory -run - -bench Million -benchtime 1x -cpu 1 -timeout 60m -units 1000000
func BenchmarkMillion(b *testing.B) {
	b.Run("SQLite", func(b *testing.B) {
		file := filepath.Join(b.TempDir(), "tm.db")
		db, err := sql.Open("sqlite",
			"file:"+file+"?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=cache_size(-65536)&_txlock=immediate")
		measure(b, db, err, SQLite, func() int64 {
			st, err := os.Stat(file)
			if err != nil {
				b.Fatal(err)
			}
			return st.Size()
		})
	})
	b.Run("PostgreSQL", func(b *testing.B) {
		db, err := sql.Open("pgx", pgtest.URL(b))
		measure(b, db, err, PostgreSQL, func() (n int64) {
			if err := db.QueryRow(`SELECT pg_database_size(current_database())`).Scan(&n); err != nil {
				b.Fatal(err)
			}
			return n
		})
	})
}

func measure(b *testing.B, db *sql.DB, err error, d Dialect, size func() int64) {
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	ctx := context.Background()
	m, err := Open(ctx, db, d)
	if err != nil {
		b.Fatal(err)
	}
	texts := sentences(b, *benchUnits)
	start, used := time.Now(), cpuTime()
	pr, pw := io.Pipe()
	go func() {
		w := bufio.NewWriter(pw)
		fmt.Fprintln(w, "id\ten\tes")
		for i, s := range texts {
			fmt.Fprintf(w, "%d\t%s\t%s\n", i, s, s)
		}
		_ = pw.CloseWithError(w.Flush())
	}()
	if _, err := m.ImportTSV(ctx, pr, ImportOptions{}); err != nil {
		b.Fatal(err)
	}
	say(b, "build %.1f s by the clock, %.1f s of this process's CPU", time.Since(start).Seconds(),
		(cpuTime() - used).Seconds())
	if d == PostgreSQL {
		if _, err := db.Exec(`VACUUM ANALYZE`); err != nil {
			b.Fatal(err)
		}
	}
	say(b, "database %d MB", size()>>20)
	queries := edited(texts, 400)
	matched := 0
	lookup := func(text string) {
		ms, err := m.Lookup(ctx,
			[]l10n.MatchQuery{{Source: l10n.TextFragment(text), SourceLang: "en", Locale: "es", MinScore: 70}})
		if err != nil {
			b.Fatal(err)
		}
		if len(ms[0]) > 0 {
			matched++
		}
	}
	for _, q := range queries[:50] { // warm the caches, as a process that serves is
		lookup(q)
	}
	matched = 0
	report(b, "fuzzy", queries, lookup)
	say(b, "fuzzy: %d of %d have a match of 70 or more", matched, len(queries))
	exact := make([]string, 0, 2000)
	for i := range 2000 {
		exact = append(exact, texts[(i*7919)%len(texts)])
	}
	lookup(exact[0])
	report(b, "exact", exact, lookup)
	reportBatches(b, m, exact)
	reportHeap(b)
	var truth [][]string
	report(b, "scan", queries[:20], func(q string) { truth = append(truth, scan(b, db, q)) })
	reportRecall(b, m, queries[:20], truth)
	if d == PostgreSQL {
		reportTrigrams(b, db, queries[:20])
	}
}

// say prints at once, because the log of a benchmark is cut short.
func say(b *testing.B, format string, args ...any) {
	fmt.Printf(b.Name()+": "+format+"\n", args...)
}

func report(b *testing.B, what string, queries []string, f func(string)) {
	var clock, cpu []time.Duration
	for _, q := range queries {
		start, used := time.Now(), cpuTime()
		f(q)
		clock, cpu = append(clock, time.Since(start)), append(cpu, cpuTime()-used)
	}
	for name, took := range map[string][]time.Duration{"by the clock": clock, "of this process's CPU": cpu} {
		slices.Sort(took)
		p := func(q float64) float64 { return float64(took[int(q*float64(len(took)-1))].Nanoseconds()) / 1e6 }
		say(b, "%-7s p50 %.3f ms  p95 %.3f ms  p99 %.3f ms %s (%d queries)", what, p(.5), p(.95), p(.99), name, len(took))
	}
}

func reportBatches(b *testing.B, m *Memory, texts []string) {
	var qs []l10n.MatchQuery
	for _, s := range texts {
		qs = append(qs, l10n.MatchQuery{Source: l10n.TextFragment(s), SourceLang: "en", Locale: "es"})
	}
	start := time.Now()
	for part := range slices.Chunk(qs, 100) {
		if _, err := m.Lookup(context.Background(), part); err != nil {
			b.Fatal(err)
		}
	}
	each := time.Since(start) / time.Duration(len(qs))
	say(b, "exact, a hundred at a time: %d µs each", each.Microseconds())
}

func reportHeap(b *testing.B) {
	runtime.GC()
	var ms runtime.MemStats
	runtime.ReadMemStats(&ms)
	say(b, "heap in use %d MB, with the corpus", ms.HeapInuse>>20)
}

// scan compares a query with every source, as a tool without an index does.
func scan(b *testing.B, db *sql.DB, text string) []string {
	f := newForm(l10n.TextFragment(text))
	folded, plain := newPattern(f.folded), newPattern(f.plain)
	rows, err := db.Query(`SELECT body FROM tm_source`)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	type hit struct {
		body  string
		score float64
	}
	var hits []hit
	for rows.Next() {
		var body string
		if err := rows.Scan(&body); err != nil {
			b.Fatal(err)
		}
		if n := len(body); n*10 < len(text)*6 || n*6 > len(text)*10 {
			continue
		}
		if s := similarity(folded, plain, f, newForm(l10n.ParseFragment(body)), 70); s >= 70 {
			hits = append(hits, hit{body, s})
		}
	}
	sort.SliceStable(hits, func(i, j int) bool { return hits[i].score > hits[j].score })
	var out []string
	for _, h := range hits[:min(5, len(hits))] {
		out = append(out, h.body)
	}
	return out
}

// reportRecall says how many of the best matches of a scan the index finds too.
func reportRecall(b *testing.B, m *Memory, queries []string, truth [][]string) {
	best, bestFound, all, allFound := 0, 0, 0, 0
	for i, q := range queries {
		ms, err := m.Lookup(context.Background(),
			[]l10n.MatchQuery{{Source: l10n.TextFragment(q), SourceLang: "en", Locale: "es", MinScore: 60, Limit: 40}})
		if err != nil {
			b.Fatal(err)
		}
		got := map[string]bool{}
		for _, x := range ms[0] {
			got[x.Source.String()] = true
		}
		for k, want := range truth[i] {
			all++
			if got[want] {
				allFound++
			} else {
				say(b, "lost: %q for %q", want, q)
			}
			if k == 0 {
				best++
				if got[want] {
					bestFound++
				}
			}
		}
	}
	say(b, "recall: %d of %d best matches, %d of %d of the top five", bestFound, best, allFound, all)
}

func reportTrigrams(b *testing.B, db *sql.DB, queries []string) {
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = conn.Close() }()
	start := time.Now()
	for _, q := range []string{
		`CREATE EXTENSION IF NOT EXISTS pg_trgm`,
		`CREATE INDEX ON tm_source USING gin (body gin_trgm_ops)`,
		`SET pg_trgm.similarity_threshold = 0.5`,
	} {
		if _, err := conn.ExecContext(ctx, q); err != nil {
			say(b, "pg_trgm is not there: %v", err)
			return
		}
	}
	say(b, "pg_trgm: index built in %.1f s", time.Since(start).Seconds())
	report(b, "pg_trgm", queries, func(q string) {
		rows, err := conn.QueryContext(ctx,
			`SELECT body FROM tm_source WHERE body % $1 ORDER BY similarity(body, $1) DESC LIMIT 5`, q)
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() {
			continue
		}
		_ = rows.Close()
	})
}
