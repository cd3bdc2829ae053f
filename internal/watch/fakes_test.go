package watch_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/watch"
)

const site = l10n.SiteName("news")

// house is a watched site with its records in memory.
type house struct {
	canonical map[string]string // by the address of a page
	*watch.Service
	t       *testing.T
	records *records
	source  *source
	plan    l10n.Plan
	now     time.Time // of the next look
	read    int       // pages that were extracted
}

// newHouse watches a site by rules. Its pages are at http://site.test/NAME and are all listed.
func newHouse(t *testing.T, rules l10n.WatchRules, pages map[string]string) *house {
	t.Helper()
	h := &house{
		t: t, now: time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC), plan: l10n.Plan{Site: site, Locales: []l10n.Locale{"es", "fr"}, Sitemap: "http://site.test/sitemap.xml", Feed: "http://site.test/feed"},
		records: &records{
			watches: map[l10n.SiteName]l10n.Watch{}, findings: map[l10n.SiteName][]l10n.Finding{}, docs: map[l10n.DocumentID]l10n.Document{},
			runs: map[l10n.RunID]l10n.Run{}, blobs: map[l10n.Ref][]byte{},
		},
		source: &source{pages: pages, failures: map[string]error{}, moved: map[string]string{}},
	}
	for name := range pages {
		h.source.listed = append(h.source.listed, address(name))
	}
	slices.Sort(h.source.listed)
	h.Service = &watch.Service{Watches: h.records, Documents: h.records, Blobs: h.records, Source: h.source, Extract: h.extract}
	plan, err := blob.PutJSON(t.Context(), h.records, h.plan)
	h.must(err)
	h.must(h.Set(t.Context(), l10n.Watch{Site: site, Plan: plan, Rules: rules, Every: time.Hour, By: "ana", At: h.now}))
	return h
}

func address(name string) string { return "http://site.test/" + name }

func id(name string) l10n.DocumentID { return l10n.NewDocumentID(address(name)) }

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// look looks once, as run r1, r2 … would be started, and an hour passes.
func (h *house) look() watch.Looked {
	h.t.Helper()
	out, err := h.Look(h.t.Context(), h.input())
	h.must(err)
	return out
}

func (h *house) input() watch.LookInput {
	h.records.mu.Lock()
	defer h.records.mu.Unlock()
	h.now = h.now.Add(time.Hour)
	h.records.started++
	return watch.LookInput{Site: site, Run: l10n.RunID(fmt.Sprint("r", h.records.started)), At: h.now}
}

// acted notes a look that workflows have acted upon: its run has taken up what it was given, and has published it.
func (h *house) acted(out watch.Looked) {
	h.t.Helper()
	if out.Plan != "" {
		p, err := blob.GetJSON[l10n.Plan](h.t.Context(), h.records, out.Plan)
		h.must(err)
		for _, u := range p.Pages {
			h.publish(l10n.NewDocumentID(u))
		}
	}
	var gone []l10n.DocumentID
	for _, v := range out.Unpublish {
		gone = append(gone, v.Document)
		h.records.published = slices.DeleteFunc(h.records.published, func(p l10n.PublishedPage) bool { return p.Document == v.Document })
	}
	h.must(h.Note(h.t.Context(), watch.Note{Look: out.Look, Unpublished: gone, Answered: out.Answered}))
}

// publish takes up a document's content for the site and lets visitors have it.
func (h *house) publish(doc l10n.DocumentID) {
	h.records.mu.Lock()
	defer h.records.mu.Unlock()
	d := h.records.docs[doc]
	d.Taken, d.TakenBy = d.Text, map[l10n.SiteName]l10n.Hash{site: d.Text}
	h.records.docs[doc] = d
	h.records.published = append(h.records.published, l10n.PublishedPage{Site: site, Document: doc, Locale: "es", SourceURL: d.URL})
}

// answer answers the finding of a page.
func (h *house) answer(name string, a l10n.FindingAnswer) {
	h.t.Helper()
	_, err := h.Answer(h.t.Context(), l10n.FindingDecision{Site: site, Document: id(name), Answer: a, By: "maria", At: h.now.Add(time.Minute)})
	h.must(err)
}

// finding returns what stands of a page among the findings, and whether anything does.
func (h *house) finding(name string) (l10n.Finding, bool) {
	h.t.Helper()
	fs, err := h.records.Findings(h.t.Context(), site)
	h.must(err)
	for _, f := range fs {
		if f.Document == id(name) {
			return f, true
		}
	}
	return l10n.Finding{}, false
}

// kinds writes what a look found as "changed one, new two".
func kinds(l l10n.Look) string {
	var all []string
	for _, f := range l.Findings {
		all = append(all, fmt.Sprintf("%s %s", f.Kind, strings.TrimPrefix(f.URL, address(""))))
	}
	return strings.Join(all, ", ")
}

func (h *house) extract(p l10n.Plan, d l10n.Document, body []byte) (*l10n.Extraction, error) {
	h.read++
	e, err := extracted(p, d, body)
	if err == nil {
		e.Canonical = h.canonical[d.URL]
	}
	return e, err
}

// extracted reads a page whose first line is its title.
func extracted(_ l10n.Plan, d l10n.Document, body []byte) (*l10n.Extraction, error) {
	title, text, ok := strings.Cut(string(body), "\n")
	if !ok {
		return nil, errors.New("the page cannot be processed")
	}
	return &l10n.Extraction{Document: d, Title: title, Units: []l10n.Unit{{
		ID: "u1", Element: "p", Segments: []l10n.Segment{{ID: "u1.1", Source: l10n.TextFragment(text)}},
	}}}, nil
}

// source is a site's server. A page without text is gone.
type source struct {
	listed   []string
	pages    map[string]string
	failures map[string]error  // by name
	moved    map[string]string // names that lead to other names
	asked    []string          // the pages that were asked for
	known    map[string]l10n.SourceList
	from     fetch.Source
	broken   error            // of the lists
	before   func(url string) // called before a page is answered
}

func (s *source) DiscoverAgain(_ context.Context, from fetch.Source, known map[string]l10n.SourceList) ([]string, map[string]l10n.SourceList, error) {
	s.known, s.from = known, from
	return s.listed, map[string]l10n.SourceList{"list": {ETag: fmt.Sprint(len(s.listed))}}, s.broken
}

func (s *source) Fetch(_ context.Context, url string, prev *l10n.Document) (l10n.Document, []byte, error) {
	if s.before != nil {
		s.before(url)
	}
	name := strings.TrimPrefix(url, address(""))
	s.asked = append(s.asked, name)
	if err := s.failures[name]; err != nil {
		return l10n.Document{}, nil, err
	}
	if to := s.moved[name]; to != "" {
		name = to
	}
	text := s.pages[name]
	d := l10n.Document{ID: l10n.NewDocumentID(address(name)), URL: address(name), ETag: text}
	switch {
	case text == "":
		return l10n.Document{}, nil, fmt.Errorf("%s: %w", url, fetch.ErrGone)
	case prev != nil && prev.ETag == text:
		d.NotModified, d.Ref = true, prev.Ref
		return d, nil, nil
	}
	return d, []byte(text), nil
}

// records are the store in memory. As a database may, it calls each change twice, the first time in vain.
type records struct {
	mu        sync.Mutex
	watches   map[l10n.SiteName]l10n.Watch
	findings  map[l10n.SiteName][]l10n.Finding
	looks     []l10n.Look
	docs      map[l10n.DocumentID]l10n.Document
	runs      map[l10n.RunID]l10n.Run
	works     []l10n.Translation
	published []l10n.PublishedPage
	blobs     map[l10n.Ref][]byte
	started   int
	// failAt, where it is not 0, counts down the calls until one fails with errBroken.
	failAt int
	// beforeFindings, where it is not nil, is called once, before the findings are changed.
	beforeFindings func()
}

var errBroken = errors.New("the database is gone")

// broken reports whether this call is the one that fails.
func (r *records) broken() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.failAt--; r.failAt == 0 {
		return errBroken
	}
	return nil
}

// clone copies a value as a database does.
func clone[T any](v T) T {
	var c T
	b, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(b, &c)
	}
	if err != nil {
		panic(err)
	}
	return c
}

func changed[T any](v T, change func(*T) error) (T, error) {
	vain, now := clone(v), clone(v)
	_ = change(&vain)
	err := change(&now)
	return now, err
}

func (r *records) Put(_ context.Context, b []byte) (l10n.Ref, error) {
	if err := r.broken(); err != nil {
		return "", err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.blobs[l10n.NewRef(b)] = b
	return l10n.NewRef(b), nil
}

func (r *records) Get(_ context.Context, ref l10n.Ref) ([]byte, error) {
	if err := r.broken(); err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	b, ok := r.blobs[ref]
	if !ok {
		return nil, l10n.ErrNotFound
	}
	return b, nil
}

func (r *records) Watch(_ context.Context, s l10n.SiteName) (l10n.Watch, error) {
	if err := r.broken(); err != nil {
		return l10n.Watch{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	w, ok := r.watches[s]
	if !ok {
		return w, l10n.ErrNotFound
	}
	return clone(w), nil
}

func (r *records) UpdateWatch(_ context.Context, s l10n.SiteName, change func(*l10n.Watch) error) (l10n.Watch, error) {
	if err := r.broken(); err != nil {
		return l10n.Watch{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	w, ok := r.watches[s]
	if !ok {
		w.Site = s
	}
	w, err := changed(w, change)
	if err == nil {
		r.watches[s] = w
	}
	return w, err
}

func (r *records) RemoveWatch(_ context.Context, s l10n.SiteName) error {
	if err := r.broken(); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.watches, s)
	delete(r.findings, s)
	return nil
}

func (r *records) Findings(_ context.Context, s l10n.SiteName) ([]l10n.Finding, error) {
	if err := r.broken(); err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return clone(r.findings[s]), nil
}

func (r *records) UpdateFindings(_ context.Context, s l10n.SiteName, change func([]l10n.Finding) ([]l10n.Finding, error)) ([]l10n.Finding, error) {
	if err := r.broken(); err != nil {
		return nil, err
	}
	if f := r.beforeFindings; f != nil {
		r.beforeFindings = nil
		f()
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.watches[s]; !ok {
		return nil, l10n.ErrNotFound
	}
	fs, err := changed(r.findings[s], func(fs *[]l10n.Finding) (err error) {
		*fs, err = change(*fs)
		return err
	})
	if err == nil {
		r.findings[s] = fs
	}
	return fs, err
}

func (r *records) SaveLook(_ context.Context, l l10n.Look) error {
	if err := r.broken(); err != nil {
		return err
	}
	r.looks = append(r.looks, l)
	return nil
}

func (r *records) Document(_ context.Context, doc l10n.DocumentID) (l10n.Document, error) {
	if err := r.broken(); err != nil {
		return l10n.Document{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	d, ok := r.docs[doc]
	if !ok {
		return d, l10n.ErrNotFound
	}
	return clone(d), nil
}

func (r *records) UpdateDocument(_ context.Context, doc l10n.DocumentID, change func(*l10n.Document) error) (l10n.Document, error) {
	if err := r.broken(); err != nil {
		return l10n.Document{}, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	d, ok := r.docs[doc]
	if !ok {
		d.ID = doc
	}
	d, err := changed(d, change)
	if err == nil {
		r.docs[doc] = d
	}
	return d, err
}

func (r *records) Run(_ context.Context, run l10n.RunID) (l10n.Run, error) {
	if err := r.broken(); err != nil {
		return l10n.Run{}, err
	}
	got, ok := r.runs[run]
	if !ok {
		return got, l10n.ErrNotFound
	}
	return got, nil
}

func (r *records) Translations(_ context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error) {
	if err := r.broken(); err != nil {
		return nil, err
	}
	var ts []l10n.Translation
	for _, t := range r.works {
		if (f.Document == "" || f.Document == t.Document) && (f.Stage == "" || f.Stage == t.Stage) && (f.Site == "" || f.Site == t.Site) {
			ts = append(ts, t)
		}
	}
	return ts, nil
}

func (r *records) PublishedSite(context.Context, l10n.SiteName) ([]l10n.PublishedPage, error) {
	if err := r.broken(); err != nil {
		return nil, err
	}
	return r.published, nil
}
