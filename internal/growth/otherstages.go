package growth

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the memory's database

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/listing"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

// The errors of what is refused are no matter here: what counts is the work until then.

var encodingStages = []stage[string]{
	{"extract", func(text string) error {
		_, _, _ = extract.Extract(l10n.Document{URL: address}, []byte(text), options())
		return nil
	}},
}

// inFile calls a function with a file that holds a text.
func inFile(name, text string, do func(file string) error) error {
	dir, err := os.MkdirTemp("", "growth")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	file := filepath.Join(dir, name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return err
	}
	return do(file)
}

// discover reads a text as a list of pages.
func discover(name string) func(string) error {
	return func(text string) error {
		return inFile(name, text, func(file string) error {
			source := fetch.Source{Sitemap: "file://" + file}
			if name == "feed.xml" {
				source = fetch.Source{Feed: "file://" + file}
			}
			_, _ = fetch.New(fetch.Options{AllowFiles: true}).Discover(context.Background(), source)
			return nil
		})
	}
}

// askRobots asks a host whose robots.txt is the text for a page with a long address.
func askRobots(text string) error {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if r.URL.Path == "/robots.txt" {
			_, _ = w.Write([]byte(text))
		}
	}))
	defer s.Close()
	_, _, _ = fetch.New(fetch.Options{AllowPrivate: true}).Fetch(context.Background(), s.URL+"/"+strings.Repeat("a", 500), nil)
	return nil
}

// newSite reads the published pages of a site.
func newSite(text string) (listing.Site, error) {
	words, err := bundle()
	s := listing.Site{Name: "s", SourceLang: "en", Bundle: words, Address: func(_ l10n.Locale, path string) string { return "https://www.example/" + path }}
	i := 0
	for line := range strings.Lines(text) {
		field := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", 3)
		if len(field) < 3 {
			continue
		}
		i++
		path := fmt.Sprintf("%s/page%d.html", field[1], i)
		s.Taken = append(s.Taken, path)
		s.Pages = append(s.Pages, l10n.PublishedPage{
			Document: l10n.DocumentID(field[0] + fmt.Sprint(i/3)), Locale: l10n.Locale(field[1]), Title: field[2], URL: "https://www.example/" + path,
			SourceURL: "https://www.example/en/" + path, PublishedAt: time.Unix(int64(i), 0),
		})
	}
	return s, err
}

var siteStages = []stage[listing.Site]{
	{"list", func(s listing.Site) error { _, err := listing.Files(s); return err }},
	{"list by suffix", func(s listing.Site) error { s.Scheme = l10n.SuffixScheme; _, err := listing.Files(s); return err }},
}

// units are a memory that is filled, and the questions that have its own sources.
type units struct {
	memory  *memory.Memory
	text    string
	queries []l10n.MatchQuery
}

func openMemory() (*memory.Memory, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	return memory.Open(context.Background(), db, memory.SQLite)
}

func newMemory(text string) (*units, error) {
	m, err := openMemory()
	if err != nil {
		return nil, err
	}
	u := &units{memory: m, text: text}
	if err := fill(m, text); err != nil {
		return nil, err
	}
	n := 0
	for line := range strings.Lines(text) {
		source, _, _ := strings.Cut(line, "\t")
		// As many questions for a small memory as for a large one: what one question costs is what is compared.
		if n++; n <= 20 {
			u.queries = append(u.queries, l10n.MatchQuery{Source: l10n.TextFragment("And " + source), SourceLang: "en", Locale: "fr"})
		}
	}
	return u, nil
}

func fill(m *memory.Memory, text string) error {
	var entries []l10n.MemoryEntry
	for line := range strings.Lines(text) {
		source, target, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		entries = append(entries, l10n.MemoryEntry{
			Source: l10n.TextFragment(source), Target: l10n.TextFragment(target), SourceLang: "en", Locale: "fr", At: time.Unix(1, 0),
		})
	}
	return m.Add(context.Background(), entries)
}

var memoryStages = []stage[*units]{
	{"remember", func(u *units) error {
		m, err := openMemory()
		if err != nil {
			return err
		}
		return fill(m, u.text)
	}},
	{"ask for similar texts", func(u *units) error { _, err := u.memory.Lookup(context.Background(), u.queries); return err }},
	{"ask for the same texts", func(u *units) error {
		var same []l10n.MatchQuery
		for _, q := range u.queries {
			q.Source = l10n.TextFragment(strings.TrimPrefix(q.Source.Text(), "And "))
			same = append(same, q)
		}
		_, err := u.memory.Lookup(context.Background(), same)
		return err
	}},
}

// terms are a termbase, with a text that has its terms.
type terms struct {
	file, text string
	base       *termbase.Base
}

func newGlossary(file string) (*terms, error) {
	concepts, err := termbase.ReadCSV(strings.NewReader(file))
	if err != nil {
		return nil, err
	}
	t := &terms{file: file, base: termbase.New(concepts...)}
	for i, c := range concepts {
		for _, w := range c.Terms["en"].Allowed[:min(1, len(c.Terms["en"].Allowed))] {
			if t.text += w + " "; i > 2000 {
				break
			}
		}
	}
	return t, nil
}

var glossaryStages = []stage[*terms]{
	{"read", func(t *terms) error { _, err := termbase.ReadCSV(strings.NewReader(t.file)); return err }},
	{"find", func(t *terms) error {
		concepts, err := termbase.ReadCSV(strings.NewReader(t.file))
		if err != nil {
			return err
		}
		termbase.New(concepts...).Find("en", "fr", t.text)
		return nil
	}},
	{"check", func(t *terms) error {
		p := check.Pair{Source: l10n.TextFragment(t.text), Target: l10n.TextFragment("Rien mot ici."), SourceLang: "en", Locale: "fr"}
		for _, hit := range t.base.Find("en", "fr", t.text) {
			p.Terms = append(p.Terms, hit.Term)
		}
		check.New(check.Options{}).Segment(p)
		return nil
	}},
	{"write", func(t *terms) error { return termbase.WriteCSV(&bytes.Buffer{}, "en", t.base.Concepts()) }},
}

func readTBX(text string) error {
	_, _ = termbase.ReadTBX(strings.NewReader(text))
	return nil
}

func readTMX(text string) error {
	_, _ = memory.ReadTMX(strings.NewReader(text), memory.ImportOptions{}, func(memory.Unit) error { return nil })
	return nil
}

func readXLIFF(text string) error {
	_, _ = xliff.Read(strings.NewReader(text), &l10n.Extraction{Lang: "en", Units: []l10n.Unit{{
		ID: "u1", Element: "p", Segments: []l10n.Segment{{ID: "u1.1", Source: l10n.TextFragment("w")}},
	}}})
	return nil
}

func newConfiguration(text string) (string, error) { return text, nil }

func loadConfiguration(text string) error {
	return inFile(config.File, text, func(file string) error {
		_, _ = config.Load(file, config.Known{Provider: func(l10n.ProviderName) bool { return true }}, func(string) string { return "" })
		return nil
	})
}

// change is an extraction and the one after it.
type change struct{ old, now *l10n.Extraction }

func newChange(text string) (change, error) {
	before, after, _ := strings.Cut(text, between)
	old, _, err := extract.Extract(l10n.Document{URL: address}, []byte(before), options())
	if err != nil {
		return change{}, err
	}
	now, _, err := extract.Extract(l10n.Document{URL: address}, []byte(after), options())
	return change{old, now}, err
}

var changeStages = []stage[change]{
	{"compare", func(c change) error { follow.Compare(c.old, c.now); return nil }},
	{"words", func(c change) error {
		if len(c.old.Units) > 0 && len(c.now.Units) > 0 {
			follow.Words(c.old.Units[0].Source(), c.now.Units[0].Source())
		}
		return nil
	}},
}
