package localize

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/segment"
	"github.com/dragoman-l10n/dragoman/locales"
)

var tenLocales = []l10n.Locale{"es", "fr", "ru", "ar", "de", "zh", "fa", "hi", "kk", "hy"}

// TestTenLocales renders a short page, translated by hand, in ten locales. `go test -update` writes testdata/ten again.
// Compare the changed pages with their source in a browser before you commit them.
func TestTenLocales(t *testing.T) {
	source := readTen(t, "source.html")
	var targets map[l10n.Locale]map[string]string
	if err := json.Unmarshal([]byte(readTen(t, "targets.json")), &targets); err != nil {
		t.Fatal(err)
	}
	for _, locale := range tenLocales {
		t.Run(string(locale), func(t *testing.T) {
			got := renderTen(t, locale, source, targets[locale])
			if *update {
				if err := os.WriteFile(filepath.Join("testdata", "ten", string(locale)+".html"), []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(readTen(t, string(locale)+".html"), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			noEnglish(t, got)
		})
	}
}

func readTen(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "ten", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func renderTen(t *testing.T, locale l10n.Locale, source string, targets map[string]string) string {
	t.Helper()
	const original = "https://www.example/en/news/tide-station"
	e, sk, err := extract.Extract(l10n.Document{URL: original}, []byte(source),
		extract.Options{WholePage: true, SourceLang: "en", IsValue: format.IsValue, Segmenter: segment.New()})
	if err != nil {
		t.Fatal(err)
	}
	bundle, err := locales.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	at := func(l l10n.Locale, path string) string { return "https://www.example/" + string(l) + path }
	p := Page{Skeleton: sk, Targets: map[l10n.SegmentID]l10n.Fragment{}, Locale: locale, SourceLang: e.Lang,
		URL:       at(locale, "/news/tide-station.html"),
		SourceURL: original, Bundle: bundle, Attribution: Attribution{Kind: MachineReviewed,
			Date: time.Date(2024, 7, 26, 0, 0, 0, 0, time.UTC)},
		Assets: map[string]string{"https://www.example/img/station.svg": at(locale,
			"/assets/station."+string(locale)+".svg")},
		Link: func(abs *url.URL) (string, l10n.Locale, bool) {
			path, ok := strings.CutPrefix(abs.Path, "/en")
			return at(locale, path), locale, ok && path != "/about"
		}}
	for _, l := range tenLocales {
		p.Siblings = append(p.Siblings, Sibling{l, at(l, "/news/tide-station.html")})
	}
	for _, place := range e.Places() {
		target, ok := targets[place.Segment.Source.String()]
		if !ok {
			t.Errorf("%s: nobody has translated %q", locale, place.Segment.Source)
		}
		p.Targets[place.Segment.ID] = l10n.ParseFragment(target)
	}
	page, err := Render(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// noEnglish checks that no English text is left, but in elements that are marked as English.
func noEnglish(t *testing.T, page string) {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	doc.Find("[lang=en], [translate=no], style").Remove()
	text := doc.Find("title, body").Text()
	for _, word := range []string{"Tide", "the ", "July", "years", "Languages", "99.3 %"} {
		if strings.Contains(text, word) {
			t.Errorf("%q is left in %s", word, text)
		}
	}
}
