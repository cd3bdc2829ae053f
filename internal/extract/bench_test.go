//go:build unix

package extract

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/segment"
)

// article makes a page of about size bytes, with the markup that articles have.
func article(size int) []byte {
	var b bytes.Buffer
	b.WriteString(`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A long article</title></head><body><main>`)
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "<section id=\"s%d\" class=\"story part\">\n<h2>Part %d &amp; more</h2>\n", i, i)
		fmt.Fprintf(&b, "<p>The <a href=\"/people/%d\" title=\"Person %d\">committee</a> met on <em>day %d</em> and\n  agreed on %d points. It will <b>meet <i>again</i></b> soon.</p>\n", i, i, i, i)
		b.WriteString("<ul><li>First point</li><li>Second <code>point</code> here</li></ul><p class=\"note\">Nothing else was said<sup>1</sup>.</p>\n")
		fmt.Fprintf(&b, "<figure><img src=\"/i/%d.png\" alt=\"Picture %d\"><figcaption>The room</figcaption></figure></section>\n", i, i)
	}
	b.WriteString("</main></body></html>")
	return b.Bytes()
}

// cpu is the processor time that the program has taken, the collector's included. Other programs don't count in it, as
// they do in the time of day.
func cpu(b *testing.B) time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// trip is a way there and back.
type trip struct {
	name      string
	segmenter Segmenter
	target    func(source l10n.Fragment) l10n.Fragment
}

// trips are the ways: with the sources as targets and a segment a unit, which is the least that can be done, and as it is
// in production, cut into sentences that all have another text in every place.
func trips() []trip {
	return []trip{
		{"identity", nil, func(source l10n.Fragment) l10n.Fragment { return source }},
		{"translated", segment.New(), func(source l10n.Fragment) l10n.Fragment {
			target := slices.Clone(source)
			for i := range target {
				if target[i].Kind == l10n.Text {
					target[i].Text += " más"
				}
			}
			return target
		}},
	}
}

// run returns the time of extraction and merge, without the making of the targets, which is the translator's.
func (w trip) run(b *testing.B, page []byte) (took time.Duration) {
	start := cpu(b)
	e, sk, err := Extract(l10n.Document{}, page, Options{WholePage: true, SourceLang: "en", Segmenter: w.segmenter})
	if err != nil {
		b.Fatal(err)
	}
	took = cpu(b) - start
	targets := make(map[l10n.SegmentID]l10n.Fragment, len(e.Units))
	for i := range e.Units {
		for _, s := range e.Units[i].Segments {
			targets[s.ID] = w.target(s.Source)
		}
	}
	start = cpu(b)
	if _, err := sk.Merge(targets, nil); err != nil {
		b.Fatal(err)
	}
	return took + cpu(b) - start
}

func parseRender(b *testing.B, page []byte) {
	n, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		b.Fatal(err)
	}
	if err := html.Render(io.Discard, n); err != nil {
		b.Fatal(err)
	}
}

// pagesDir is a folder of pages to measure too.
var pagesDir = flag.String("pages", "", "a folder of .html files for BenchmarkRoundTrip")

// BenchmarkRoundTrip reports extract and merge, and the ratio of its processor time to that of html.Parse and html.Render
// alone, on the same pages in turn, for the fixtures, for articles of growing size and for the pages of a folder.
func BenchmarkRoundTrip(b *testing.B) {
	for _, w := range trips() {
		b.Run(w.name, func(b *testing.B) {
			b.Run("fixtures", func(b *testing.B) { w.compare(b, pagesIn(b, "testdata/pages")) })
			for _, size := range []struct {
				name  string
				bytes int
			}{{"10KB", 10 << 10}, {"100KB", 100 << 10}, {"1MB", 1 << 20}, {"10MB", 10 << 20}} {
				// Each size has its page made anew, for one that is kept would put off the collector for all the others.
				b.Run(size.name, func(b *testing.B) { w.compare(b, [][]byte{article(size.bytes)}) })
			}
			if *pagesDir != "" {
				b.Run("pages", func(b *testing.B) { w.compare(b, pagesIn(b, *pagesDir)) })
			}
		})
	}
}

// pagesIn reads the pages of a folder, but for those that html.Parse refuses.
func pagesIn(b *testing.B, dir string) (pages [][]byte) {
	files, err := filepath.Glob(filepath.Join(dir, "*.html"))
	if err != nil || len(files) == 0 {
		b.Fatalf("no pages in %s: %v", dir, err)
	}
	for _, f := range files {
		page, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := html.Parse(bytes.NewReader(page)); err == nil {
			pages = append(pages, page)
		}
	}
	return pages
}

// batch is how many bytes of pages are read between two collections of garbage: enough for both sides to pay for their own.
const batch = 4 << 20

// compare reports a round trip's time as a multiple of parsing's and rendering's, and what it allocates for each byte.
func (w trip) compare(b *testing.B, pages [][]byte) {
	size := 0
	for _, p := range pages {
		size += len(p)
	}
	times := max(1, batch/size)
	b.SetBytes(int64(size * times))
	var ours, theirs time.Duration
	var allocated uint64
	for b.Loop() {
		before := totalAlloc()
		for range times {
			for _, p := range pages {
				ours += w.run(b, p)
			}
		}
		allocated += totalAlloc() - before
		b.StopTimer()
		runtime.GC()
		for range times {
			for _, p := range pages {
				start := cpu(b)
				parseRender(b, p)
				theirs += cpu(b) - start
			}
		}
		runtime.GC()
		b.StartTimer()
	}
	b.ReportMetric(float64(ours)/float64(theirs), "×parse+render")
	b.ReportMetric(float64(allocated)/float64(b.N*size*times), "allocated/byte")
}

func totalAlloc() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
