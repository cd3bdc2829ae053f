package localize

import (
	"io/fs"
	"testing"

	"github.com/dragoman-l10n/dragoman/examples"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/locales"
)

// The long statement of the example site, localized and merely merged.
func BenchmarkRender(b *testing.B) {
	source, err := fs.ReadFile(examples.FS, "site/news/opening-of-the-seventh-session.html")
	if err != nil {
		b.Fatal(err)
	}
	bundle, err := locales.Bundle()
	if err != nil {
		b.Fatal(err)
	}
	doc := l10n.Document{URL: "http://site.example/news/opening-of-the-seventh-session.html"}
	_, sk, err := extract.Extract(doc, source, extract.Options{WholePage: true, SourceLang: "en", IsValue: format.IsValue})
	if err != nil {
		b.Fatal(err)
	}
	p := Page{Skeleton: sk, Locale: "ar", SourceLang: "en", URL: "https://news.example/ar/x.html", SourceURL: doc.URL, Bundle: bundle,
		Attribution: Attribution{Kind: Machine}}
	b.Run("localize", func(b *testing.B) {
		b.SetBytes(int64(len(source)))
		for b.Loop() {
			if _, err := Render(p); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("merge", func(b *testing.B) {
		b.SetBytes(int64(len(source)))
		for b.Loop() {
			if _, err := sk.Merge(nil, func(*extract.Editor) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
}
