package site

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/destination"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/locales"
)

// cache is a cache before a destination: it notes of what it was told, and fails as often as it is to.
type cache struct {
	told [][]string
	at   []time.Time
	fail int
}

func (c *cache) Purge(_ context.Context, addresses []string) ([]publish.Purged, error) {
	c.told, c.at = append(c.told, addresses), append(c.at, time.Now())
	if c.fail > 0 {
		c.fail--
		return []publish.Purged{{Address: addresses[0], Answer: "503 Service Unavailable"}}, errors.New("the cache answers 503")
	}
	return []publish.Purged{{Address: addresses[0], Answer: "200 OK"}}, nil
}

// world is a site that is published into a folder, with its records in memory.
type world struct {
	t       *testing.T
	site    *Service
	records *records
	blobs   memory
	dir     string // what visitors get
	plan    l10n.Plan
	planRef l10n.Ref
	cache   *cache
	log     *bytes.Buffer
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{t: t, records: newRecords(), blobs: memory{}, dir: t.TempDir(), cache: &cache{}, log: &bytes.Buffer{}}
	bundle, err := locales.Bundle()
	w.must(err)
	w.site = &Service{
		Blobs: w.blobs, Pages: w.records, Translations: w.records, Rollbacks: w.records, Bundle: bundle,
		Destinations: map[string]Destination{"public": w.destination(w.dir)},
		Tool:         "dragoman test", Versions: map[string]string{"cldr": "48"}, Logger: slog.New(slog.NewTextHandler(w.log, nil)),
	}
	w.usePlan(l10n.Plan{Site: "news", SourceLang: "en", Locales: []l10n.Locale{"es", "fr"}, Destination: "public"})
	return w
}

func (w *world) destination(dir string) Destination {
	w.t.Helper()
	dest, err := destination.Open("dir", destination.Options{Dir: dir})
	w.must(err)
	return Destination{Publisher: publish.New(dest, w.blobs), URL: "http://public.test", Purger: w.cache}
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) usePlan(p l10n.Plan) {
	w.t.Helper()
	ref, err := blob.PutJSON(w.t.Context(), w.blobs, p)
	w.must(err)
	w.plan, w.planRef = p, ref
}

func source(path string) string { return "http://site.test/" + path }

// ready is a page of the source whose translations into some locales are approved: each sentence is the locale before
// the source's text.
func (w *world) ready(run l10n.RunID, path, html string, ls ...l10n.Locale) Ready {
	w.t.Helper()
	doc := l10n.Document{ID: l10n.NewDocumentID(source(path)), URL: source(path)}
	e, sk, err := extract.Extract(doc, []byte(html), extract.Options{WholePage: true, SourceLang: "en"})
	w.must(err)
	b, err := sk.MarshalBinary()
	w.must(err)
	in := Ready{Run: run, Document: doc}
	in.Skeleton, err = w.blobs.Put(w.t.Context(), b)
	w.must(err)
	in.Extraction, err = blob.PutJSON(w.t.Context(), w.blobs, e)
	w.must(err)
	for _, l := range ls {
		var ts []l10n.Target
		for _, at := range e.Places() {
			ts = append(ts, l10n.Target{
				Segment: at.Segment.ID, SourceHash: at.Segment.Hash(), State: l10n.Final, SubState: l10n.SubHuman,
				Text: append(l10n.TextFragment(string(l)+" "), at.Segment.Source...),
			})
		}
		ref, err := blob.PutJSON(w.t.Context(), w.blobs, ts)
		w.must(err)
		k := l10n.TranslationKey{Document: doc.ID, Locale: l}
		w.records.translations[k] = l10n.Translation{
			TranslationKey: k, Run: run, Site: w.plan.Site, Plan: w.planRef, Stage: l10n.StageApproved, URL: doc.URL,
			Extraction: in.Extraction, Skeleton: in.Skeleton, Targets: ref,
		}
		w.records.targets[k] = ts
		in.Locales = append(in.Locales, ReadyLocale{Locale: l, Targets: ref, Approvals: []l10n.Decision{{ID: "d-" + string(l), Step: "review", By: "maria"}}})
	}
	return in
}

// publish publishes a page in some locales.
func (w *world) publish(run l10n.RunID, path, html string, ls ...l10n.Locale) Published {
	w.t.Helper()
	out, err := w.site.Publish(w.t.Context(), w.plan, w.ready(run, path, html, ls...))
	w.must(err)
	return out
}

// get is what visitors get at a path; "" is nothing.
func (w *world) get(path string) string {
	w.t.Helper()
	b, err := os.ReadFile(filepath.Join(w.dir, path))
	if err != nil && !os.IsNotExist(err) {
		w.t.Fatal(err)
	}
	return string(b)
}

// wants holds that visitors get something at a path that contains each of some texts.
func (w *world) wants(path string, texts ...string) {
	w.t.Helper()
	got := w.get(path)
	if got == "" {
		w.t.Errorf("nothing is at %s", path)
	}
	for _, text := range texts {
		if !strings.Contains(got, text) {
			w.t.Errorf("%s lacks %q:\n%s", path, text, got)
		}
	}
}

func (w *world) current(doc l10n.DocumentID) *l10n.Publication {
	w.t.Helper()
	pub, err := w.site.Destinations[w.plan.Destination].Publisher.Current(w.t.Context(), doc)
	w.must(err)
	return pub
}

func (w *world) translation(path string, l l10n.Locale) l10n.Translation {
	return w.records.translations[l10n.TranslationKey{Document: docOf(path), Locale: l}]
}

func docOf(path string) l10n.DocumentID { return l10n.NewDocumentID(source(path)) }

func page(body string) string {
	return `<!doctype html><html lang="en"><head><title>Title | Site</title></head><body>` + body + `</body></html>`
}
