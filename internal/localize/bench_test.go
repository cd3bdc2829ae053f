package localize

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/examples"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/segment"
	"github.com/dragoman-l10n/dragoman/locales"
)

// BenchmarkRender measures the example site's long statement, and a page that has it thirty times. Each is localized,
// and for comparison only merged with the same targets.
func BenchmarkRender(b *testing.B) {
	statement, err := fs.ReadFile(examples.FS, "site/news/opening-of-the-seventh-session.html")
	if err != nil {
		b.Fatal(err)
	}
	before, main, _ := strings.Cut(string(statement), "<main")
	main, after, _ := strings.Cut("<main"+main, "</main>")
	for name, source := range map[string]string{"page": string(statement),
		"thirty": before + strings.Repeat(main+"</main>", 30) + after} {
		p := benchmarked(b, source)
		b.Run(name+"/localize", func(b *testing.B) {
			b.SetBytes(int64(len(source)))
			for b.Loop() {
				if _, err := Render(p); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/merge", func(b *testing.B) {
			b.SetBytes(int64(len(source)))
			for b.Loop() {
				if _, err := p.Skeleton.Merge(p.Targets, func(*extract.Editor) error { return nil }); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// benchmarked returns a page in Arabic with a target for each sentence.
func benchmarked(b *testing.B, source string) Page {
	b.Helper()
	bundle, err := locales.Bundle()
	if err != nil {
		b.Fatal(err)
	}
	doc := l10n.Document{URL: "http://site.example/news/opening-of-the-seventh-session.html"}
	e, sk, err := extract.Extract(doc, []byte(source),
		extract.Options{WholePage: true, SourceLang: "en", IsValue: format.IsValue, Segmenter: segment.New()})
	if err != nil {
		b.Fatal(err)
	}
	targets := map[l10n.SegmentID]l10n.Fragment{}
	for _, at := range e.Places() {
		targets[at.Segment.ID] = append(l10n.TextFragment("نص "), at.Segment.Source...)
	}
	return Page{Skeleton: sk, Targets: targets, Locale: "ar", SourceLang: "en", URL: "https://news.example/ar/x.html",
		SourceURL: doc.URL, Bundle: bundle,
		Attribution: Attribution{Kind: Machine}}
}
