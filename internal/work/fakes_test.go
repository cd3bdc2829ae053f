package work_test

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/work"
)

const address = "http://site.test/statement.html"

var (
	doc = l10n.NewDocumentID(address)
	key = l10n.TranslationKey{Document: doc, Locale: "es"}
)

// house is records, blobs, a source of pages, a memory and an engine in memory, and the service that works on them.
type house struct {
	*work.Service
	t            *testing.T
	runs         map[l10n.RunID]l10n.Run
	documents    map[l10n.DocumentID]l10n.Document
	translations map[l10n.TranslationKey]l10n.Translation
	targets      map[l10n.TranslationKey][]l10n.Target
	approved     map[l10n.TranslationKey][]l10n.Target
	kept         map[l10n.TranslationKey][]l10n.KeptText
	decisions    []l10n.Decision
	same         []l10n.SameMeaning
	corrections  []l10n.CorrectedSentence
	blobs        map[l10n.Ref][]byte
	answers      map[l10n.Hash]l10n.Answer
	matches      map[string]l10n.Match // of the memory, by source
	source       *source
	asked        []string // texts that the engine was sent
	log          bytes.Buffer
	measured     []l10n.Drafted   // what there was before people saw it
	broken       map[string]error // by method: what it answers instead
	before       func()           // an update of a document: what happens just before it
}

// source has pages by their addresses, and a list of them.
type source struct {
	listed []string
	pages  map[string]string
	err    error
}

func (s *source) Discover(context.Context, fetch.Source) ([]string, error) { return s.listed, s.err }

func (s *source) Fetch(_ context.Context, url string, prev *l10n.Document) (l10n.Document, []byte, error) {
	page, ok := s.pages[url]
	if !ok || s.err != nil {
		return l10n.Document{}, nil, errors.Join(fetch.ErrGone, s.err)
	}
	d := l10n.Document{ID: l10n.NewDocumentID(url), URL: url, Ref: l10n.NewRef([]byte(page)), ContentType: "text/html", ETag: string(l10n.NewHash(page))}
	if prev != nil && prev.ETag == d.ETag {
		d.NotModified = true
		return d, nil, nil
	}
	return d, []byte(page), nil
}

func newHouse(t *testing.T) *house {
	h := &house{
		t: t, runs: map[l10n.RunID]l10n.Run{}, documents: map[l10n.DocumentID]l10n.Document{},
		translations: map[l10n.TranslationKey]l10n.Translation{}, targets: map[l10n.TranslationKey][]l10n.Target{},
		approved: map[l10n.TranslationKey][]l10n.Target{}, kept: map[l10n.TranslationKey][]l10n.KeptText{}, blobs: map[l10n.Ref][]byte{}, answers: map[l10n.Hash]l10n.Answer{},
		matches: map[string]l10n.Match{}, broken: map[string]error{},
		source: &source{listed: []string{address}, pages: map[string]string{address: page("The lock is open.", "It cost 37 crowns.")}},
	}
	h.Service = &work.Service{
		Runs: h, Documents: h, Translations: h, Prior: h, Drafts: h, Blobs: h, Source: h.source, Segmenter: whole{}, Checker: h,
		Review: &review.Service{Records: h, Blobs: h}, Logger: slog.New(slog.NewTextHandler(&h.log, nil)),
		Translator: &translate.Translator{
			Memory: h, Answers: h, Providers: map[l10n.ProviderName]translate.Provider{"echo": engine{h}},
			Default: []l10n.ProviderName{translate.Memory, "echo"},
		},
	}
	return h
}

// page has a paragraph a text.
func page(texts ...string) string {
	return "<html lang=en><title translate=no>Statement</title><body><main><p>" + strings.Join(texts, "<p>") + "</main>"
}

func plan(locales ...l10n.Locale) l10n.Plan {
	return l10n.Plan{Site: "news", SourceLang: "en", Locales: locales, Root: "main", Steps: []l10n.StepName{"review"}, RequestedBy: "editor", Reason: "asked"}
}

// whole takes every text for one sentence.
type whole struct{}

func (whole) BreaksContext(context.Context, l10n.Locale, string) ([]int, error) { return nil, nil }

// engine answers with the locale before the text, and not at all to what is "unanswerable".
type engine struct{ *house }

func (engine) Traits() translate.Traits {
	return translate.Traits{Name: "echo", Version: "1", AnyLanguage: true}
}

func (e engine) Translate(_ context.Context, r translate.Request) ([]translate.Answer, error) {
	answers := make([]translate.Answer, len(r.Texts))
	for i, text := range r.Texts {
		e.asked = append(e.asked, text)
		answers[i].Text = string(r.Target) + " " + text
		if strings.Contains(text, "unanswerable") {
			answers[i] = translate.Answer{Err: translate.ErrBadAnswer}
		}
	}
	return answers, e.broken["Translate"]
}

func (h *house) Lookup(_ context.Context, qs []l10n.MatchQuery) ([][]l10n.Match, error) {
	out := make([][]l10n.Match, len(qs))
	for i, q := range qs {
		if m, ok := h.matches[q.Source.Text()]; ok {
			out[i] = []l10n.Match{m}
		}
	}
	return out, h.broken["Lookup"]
}

func (h *house) Answers(_ context.Context, questions []l10n.Hash) (map[l10n.Hash]l10n.Answer, error) {
	out := map[l10n.Hash]l10n.Answer{}
	for _, q := range questions {
		if a, ok := h.answers[q]; ok {
			out[q] = a
		}
	}
	return out, nil
}

func (h *house) Answer(_ context.Context, q l10n.Hash) (l10n.Answer, bool, error) {
	a, ok := h.answers[q]
	return a, ok, nil
}

func (h *house) KeepAnswers(_ context.Context, answers map[l10n.Hash]l10n.Answer) error {
	for q, a := range answers {
		h.answers[q] = a
	}
	return nil
}

func (h *house) Put(_ context.Context, b []byte) (l10n.Ref, error) {
	ref := l10n.NewRef(b)
	h.blobs[ref] = b
	return ref, h.broken["Put"]
}

func (h *house) Get(_ context.Context, ref l10n.Ref) ([]byte, error) {
	b, ok := h.blobs[ref]
	if !ok {
		return nil, fmt.Errorf("blob %s: %w", ref, l10n.ErrNotFound)
	}
	return b, h.broken["Get"]
}

func (h *house) Run(_ context.Context, id l10n.RunID) (l10n.Run, error) {
	r, ok := h.runs[id]
	if !ok {
		return r, l10n.ErrNotFound
	}
	return r, nil
}

func (h *house) UpdateRun(_ context.Context, id l10n.RunID, change func(*l10n.Run) error) (l10n.Run, error) {
	r, ok := h.runs[id]
	if !ok {
		r.ID = id
	}
	err := errors.Join(change(&r), h.broken["UpdateRun"])
	if err == nil {
		h.runs[id] = r
	}
	return r, err
}

func (h *house) Document(_ context.Context, id l10n.DocumentID) (l10n.Document, error) {
	d, ok := h.documents[id]
	if !ok && h.broken["Document"] == nil {
		return d, l10n.ErrNotFound
	}
	return d, h.broken["Document"]
}

func (h *house) UpdateDocument(_ context.Context, id l10n.DocumentID, change func(*l10n.Document) error) (l10n.Document, error) {
	if h.before != nil {
		h.before()
	}
	d, ok := h.documents[id]
	if !ok {
		d.ID = id
	}
	err := errors.Join(change(&d), h.broken["UpdateDocument"])
	if err == nil {
		h.documents[id] = d
	}
	return d, err
}

func (h *house) Translation(_ context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	t, ok := h.translations[k]
	if !ok && h.broken["Translation"] == nil {
		return t, l10n.ErrNotFound
	}
	return t, h.broken["Translation"]
}

func (h *house) Translations(_ context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error) {
	var out []l10n.Translation
	for k, t := range h.translations {
		if k.Document == f.Document && (f.Run == "" || f.Run == t.Run) && (f.Locale == "" || f.Locale == t.Locale) {
			out = append(out, t)
		}
	}
	return out, h.broken["Translations"]
}

func (h *house) OpenTranslation(_ context.Context, k l10n.TranslationKey, change func(*l10n.Translation) error) (l10n.Translation, error) {
	t, ok := h.translations[k]
	if !ok {
		t.TranslationKey = k
	}
	err := errors.Join(change(&t), h.broken["OpenTranslation"])
	if err == nil {
		h.translations[k] = t
	}
	return t, err
}

func (h *house) UpdateTranslation(ctx context.Context, k l10n.TranslationKey, change func(*l10n.Translation) error) (l10n.Translation, error) {
	if _, ok := h.translations[k]; !ok {
		return l10n.Translation{}, l10n.ErrNotFound
	}
	return h.OpenTranslation(ctx, k, change)
}

func (h *house) RecordDrafted(_ context.Context, tr l10n.Translation, ds []l10n.Drafted) error {
	h.measured = append(h.measured, ds...)
	return h.broken["RecordDrafted"]
}

func (h *house) UpdateTargets(_ context.Context, k l10n.TranslationKey, change func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error),
) (l10n.Translation, []l10n.Target, error) {
	t, ok := h.translations[k]
	if !ok {
		return t, nil, l10n.ErrNotFound
	}
	now := t
	ts, err := change(&now, slices.Clone(h.targets[k]))
	if err = errors.Join(err, h.broken["UpdateTargets"]); err != nil {
		return t, h.targets[k], err
	}
	h.translations[k] = now
	h.write(k, ts, nil)
	return now, slices.Clone(ts), nil
}

func (h *house) Corrections(_ context.Context, k l10n.TranslationKey) ([]l10n.CorrectedSentence, error) {
	var of []l10n.CorrectedSentence
	for _, c := range h.corrections {
		if c.Document == k.Document && c.Locale == k.Locale {
			of = append(of, c)
		}
	}
	return of, h.broken["Corrections"]
}

// write puts targets into the records, and what people wrote or signed of them among the kept texts, as the store does.
func (h *house) write(k l10n.TranslationKey, ts []l10n.Target, d *l10n.Decision) {
	h.targets[k] = ts
	for _, t := range ts {
		kept, ok := l10n.KeptOf(t, d)
		kept = kept.Of(h.translations[k], t.Version)
		if ok && !slices.ContainsFunc(h.kept[k], func(o l10n.KeptText) bool { return o.ID == kept.ID }) {
			h.kept[k] = append(h.kept[k], kept)
		}
	}
}

func (h *house) KeptTexts(_ context.Context, k l10n.TranslationKey) ([]l10n.KeptText, error) {
	return slices.Clone(h.kept[k]), h.broken["KeptTexts"]
}

func (h *house) Targets(_ context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	return slices.Clone(h.targets[k]), h.broken["Targets"]
}

func (h *house) Approved(_ context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	return slices.Clone(h.approved[k]), h.broken["Approved"]
}

func (h *house) SameMeanings(_ context.Context, id l10n.DocumentID) ([]l10n.SameMeaning, error) {
	return slices.DeleteFunc(slices.Clone(h.same), func(m l10n.SameMeaning) bool { return m.Document != id }), h.broken["SameMeanings"]
}

func (h *house) RecordAssessment(context.Context, l10n.TranslationKey, l10n.Assessment,
	func(l10n.Translation, []l10n.Target) ([]l10n.Verdict, error)) error {
	return nil
}

func (h *house) Verdicts(context.Context, l10n.TranslationKey, l10n.RunID) ([]l10n.Verdict, error) {
	return nil, nil
}

func (h *house) DeclareSame(context.Context, []l10n.SameMeaning) error { return nil }

func (h *house) Decisions(context.Context, l10n.TranslationKey) ([]l10n.Decision, error) {
	return h.decisions, h.broken["Decisions"]
}

func (h *house) RecordDecision(_ context.Context, k l10n.TranslationKey, d l10n.Decision, apply func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error)) error {
	t, ts := h.translations[k], slices.Clone(h.targets[k])
	approved, err := apply(&t, ts)
	if err != nil {
		return err
	}
	d.Run = cmp.Or(d.Run, t.Run)
	h.translations[k], h.decisions = t, append(h.decisions, d)
	h.approved[k] = append(h.approved[k], approved...)
	h.write(k, ts, &d)
	return nil
}

// CheckAll finds a grave issue in what is "bad", and says by whose settings.
func (h *house) CheckAll(_ context.Context, site l10n.SiteName, _ *l10n.Extraction, locale l10n.Locale, ts []l10n.Target) error {
	for i := range ts {
		if ts[i].Issues = nil; strings.Contains(ts[i].Text.Text(), "bad") {
			ts[i].Issues = []l10n.Issue{{Check: "bad", Severity: l10n.BlockingSeverity, Comment: fmt.Sprint(site, locale)}}
		}
	}
	return h.broken["CheckAll"]
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) put(v any) l10n.Ref {
	h.t.Helper()
	ref, err := blob.PutJSON(h.t.Context(), h, v)
	h.must(err)
	return ref
}

// extracted fetches and extracts the page.
func (h *house) extracted() (work.Extracted, *l10n.Extraction) {
	h.t.Helper()
	d, err := h.Fetch(h.t.Context(), l10n.Plan{}, doc, address)
	h.must(err)
	x, err := h.Extract(h.t.Context(), plan("es"), d)
	h.must(err)
	e, err := h.Extraction(h.t.Context(), x.Extraction)
	h.must(err)
	return x, e
}

// drafted begins a run's translation of the page as it stands.
func (h *house) drafted(run l10n.RunID) (work.Drafted, translate.Draft, *l10n.Extraction) {
	h.t.Helper()
	x, e := h.extracted()
	p := plan("es")
	out, err := h.Draft(h.t.Context(), work.Opening{Run: run, Plan: h.put(p), Key: key, Extraction: x.Extraction, Skeleton: x.Skeleton}, p)
	h.must(err)
	d, err := blob.GetJSON[translate.Draft](h.t.Context(), h, out.Draft)
	h.must(err)
	return out, d, e
}
