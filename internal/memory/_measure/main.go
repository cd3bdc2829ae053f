package main

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"runtime/pprof"
	"slices"
	"strings"
	"syscall"
	"time"

	_ "modernc.org/sqlite"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
)

func cpu() time.Duration {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func ratio(a, b string) float64 {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	prev := make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := range x {
		cur := make([]int, len(y)+1)
		cur[0] = i + 1
		for j := range y {
			c := prev[j]
			if x[i] != y[j] {
				c++
			}
			cur[j+1] = min(c, prev[j+1]+1, cur[j]+1)
		}
		prev = cur
	}
	return 100 * (1 - float64(prev[len(y)])/float64(max(len(x), len(y))))
}

func main() {
	ctx := context.Background()
	file := os.Args[1]
	_, statErr := os.Stat(file)
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_txlock=immediate"+os.Args[3])
	if err != nil {
		panic(err)
	}
	m, err := memory.Open(ctx, db, memory.SQLite)
	if err != nil {
		panic(err)
	}
	b, _ := os.ReadFile(os.Args[2])
	texts := strings.Split(strings.TrimSpace(string(b)), "\n")
	if statErr != nil {
		pr, pw := io.Pipe()
		go func() {
			w := bufio.NewWriter(pw)
			fmt.Fprintln(w, "id\ten\tes")
			for i, s := range texts {
				fmt.Fprintf(w, "%d\t%s\t%s\n", i, s, s)
			}
			_ = pw.CloseWithError(w.Flush())
		}()
		t, c := time.Now(), cpu()
		res, err := m.ImportTSV(ctx, pr, memory.ImportOptions{})
		fmt.Println(res, err, time.Since(t), cpu()-c)
	}
	r := rand.New(rand.NewPCG(3, 4))
	var qs, origins []string
	for i := range 400 {
		origin := texts[r.IntN(len(texts))]
		origins = append(origins, origin)
		w := strings.Fields(origin)
		k := r.IntN(len(w))
		other := strings.Fields(texts[r.IntN(len(texts))])[0]
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
		qs = append(qs, strings.Join(w, " "))
	}
	f, _ := os.Create("/tmp/q.prof")
	for round := range 2 {
		if round == 1 {
			_ = pprof.StartCPUProfile(f)
		}
		var took []time.Duration
		found := 0
		lost, want := 0, 0
		for i, q := range qs {
			c := cpu()
			ms, err := m.Lookup(ctx, []l10n.MatchQuery{{Source: l10n.TextFragment(q), SourceLang: "en", Locale: "es", MinScore: 60}})
			if err != nil {
				panic(err)
			}
			if len(ms[0]) > 0 {
				found++
			}
			took = append(took, cpu()-c)
			if o := ratio(q, origins[i]); o >= 72 {
				want++
				got := false
				for _, x := range ms[0] {
					got = got || x.Source.String() == l10n.TextFragment(origins[i]).String() || float64(x.Score) >= o
				}
				if !got {
					lost++
					if round == 1 {
						fmt.Printf("LOST %.0f %q %q\n", o, q, origins[i])
					}
				}
			}
		}
		slices.Sort(took)
		fmt.Println("cpu p50", took[len(took)/2], "p95", took[len(took)*95/100], "p99", took[len(took)*99/100], found, "lost", lost, "of", want)
	}
	pprof.StopCPUProfile()
}
