package assist_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/assist"
	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/blob/blobtest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

var (
	key  = l10n.TranslationKey{Document: "news", Locale: "es"}
	noon = time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
)

// house has what the service needs, in memory.
type house struct {
	*assist.Service
	t            *testing.T
	translations map[l10n.TranslationKey]l10n.Translation
	targets      []l10n.Target
	kept         []l10n.KeptText
	replaced     []l10n.KeptText
	said         []l10n.Statement
	matches      []l10n.Match
	hits         []memory.Hit
	asked        l10n.MatchQuery
	engine       *engine
	answers      map[l10n.Hash]l10n.Answer
	spent        map[string]int
	mu           sync.Mutex
	reads        int // of blobs
}

// engine answers in capitals.
type engine struct {
	mu    sync.Mutex
	texts []string
	fail  error
	wait  chan struct{}
}

func (e *engine) Traits() translate.Traits {
	return translate.Traits{Name: "echo", Version: "1", Markup: translate.Notation, Terms: true, Repeatable: true}
}

func (e *engine) Translate(ctx context.Context, r translate.Request) ([]translate.Answer, error) {
	if e.wait != nil {
		<-e.wait
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.texts = append(e.texts, r.Texts...)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if e.fail != nil {
		return nil, e.fail
	}
	return []translate.Answer{{Text: strings.ToUpper(r.Texts[0])}}, nil
}

const opening = "The <1>northern lock</1> opened on 9 March."

func newHouse(t *testing.T) *house {
	h := &house{t: t, translations: map[l10n.TranslationKey]l10n.Translation{}, answers: map[l10n.Hash]l10n.Answer{}, spent: map[string]int{},
		engine: &engine{}}
	terms := termbase.New(termbase.Concept{ID: "lock", Note: "of a harbour", Terms: map[l10n.Locale]termbase.Words{
		"en": {Allowed: []string{"lock"}}, "es": {Allowed: []string{"esclusa"}, Forbidden: []string{"cerradura"}}}})
	tr := &translate.Translator{Answers: h, Ledger: h, Providers: map[l10n.ProviderName]translate.Provider{"echo": h.engine},
		Remotes: map[l10n.ProviderName]translate.Remote{"far": {Traits: translate.Traits{Name: "far"}}},
		Budgets: map[l10n.ProviderName]translate.Budget{"echo": {Month: 100}}}
	h.Service = &assist.Service{Records: h, Blobs: h, Memory: h, Terms: terms, Engines: tr, Locks: h,
		Price: func(l10n.ProviderName) float64 { return 20 }}
	e := l10n.Extraction{Lang: "en", Title: "The lock", Units: []l10n.Unit{{ID: "u", Element: "p", Segments: []l10n.Segment{
		{ID: "u.1", Source: l10n.ParseFragment(opening)}, {ID: "u.2", Source: l10n.ParseFragment("Tolls stay.")}},
		Codes: []l10n.Code{{ID: 1, Name: "b", Paired: true}}}}}
	h.translations[key] = l10n.Translation{TranslationKey: key, Run: "r1", Site: "site", Title: "The lock", SourceLang: "en", Extraction: h.put(e),
		Plan: h.put(l10n.Plan{Chains: map[l10n.Locale][]l10n.ProviderName{"es": {"memory", "echo", "far", "gone", "source"}}})}
	return h
}

var blobs = blobtest.Memory{}

func (h *house) put(v any) l10n.Ref {
	h.t.Helper()
	ref, err := blob.PutJSON(h.t.Context(), blobs, v)
	h.must(err)
	return ref
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) Put(ctx context.Context, b []byte) (l10n.Ref, error) { return blobs.Put(ctx, b) }

func (h *house) Get(ctx context.Context, ref l10n.Ref) ([]byte, error) {
	h.reads++
	return blobs.Get(ctx, ref)
}

func (h *house) Translation(_ context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	tr, ok := h.translations[k]
	if !ok {
		return tr, l10n.ErrNotFound
	}
	return tr, nil
}

func (h *house) Targets(context.Context, l10n.TranslationKey) ([]l10n.Target, error) {
	return h.targets, nil
}

func (h *house) KeptOn(_ context.Context, k l10n.TranslationKey, id l10n.SegmentID, limit int) ([]l10n.KeptText, int, error) {
	if k != key || id != "u.1" {
		return nil, 0, nil
	}
	return h.kept[:min(limit, len(h.kept))], len(h.kept), nil
}

func (h *house) ReplacedOn(_ context.Context, k l10n.TranslationKey, id l10n.SegmentID, _ int) ([]l10n.KeptText, error) {
	if k != key || id != "u.1" {
		return nil, nil
	}
	return h.replaced, nil
}

func (h *house) SaidOn(_ context.Context, k l10n.TranslationKey, id l10n.SegmentID, _ int) ([]l10n.Statement, int, error) {
	if k != key || id != "u.1" {
		return nil, 0, nil
	}
	return h.said, len(h.said), nil
}

func (h *house) Lookup(_ context.Context, qs []l10n.MatchQuery) ([][]l10n.Match, error) {
	h.asked = qs[0]
	return [][]l10n.Match{h.matches}, nil
}

func (h *house) Concordance(_ context.Context, q memory.ConcordanceQuery) ([]memory.Hit, bool, error) {
	if q.SourceLang != "en" || q.Locale != "es" {
		h.t.Errorf("asked %+v", q)
	}
	return h.hits, true, nil
}

func (h *house) Answers(_ context.Context, qs []l10n.Hash) (map[l10n.Hash]l10n.Answer, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	found := map[l10n.Hash]l10n.Answer{}
	for _, q := range qs {
		if a, ok := h.answers[q]; ok {
			found[q] = a
		}
	}
	return found, nil
}

func (h *house) KeepAnswers(_ context.Context, as map[l10n.Hash]l10n.Answer) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for q, a := range as {
		h.answers[q] = a
	}
	return nil
}

func (h *house) Spend(_ context.Context, p l10n.ProviderName, run l10n.RunID, _ string, n int) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.spent[string(p)+" "+string(run)] += n
	return nil
}

func (h *house) Spent(_ context.Context, p l10n.ProviderName, run l10n.RunID, _ string) (int, int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return 0, h.spent[string(p)+" "+string(run)], nil
}

func (h *house) Locked(_ context.Context, _ string, f func() error) error { return f() }
